"""Labels of controls: buttons, switches, fields, choices and the windows that get in the way."""

from __future__ import annotations

from .words import listed

BUTTONS = listed(
    """
    Save|Cancel|Delete|Print|Export|Import|Share|Refresh|Download|Upload|Send|Reply|Forward|Archive|
    Compose|Sign in|Sign out|Register|Add to cart|Checkout|Apply coupon|Track order|Edit profile|
    Change password|New folder|New tab|New window|Zoom in|Zoom out|Play|Pause|Next track|Previous|
    Mute|Record|Stop|Start|Restart|Shut down|Lock|Install|Uninstall|Update|Check for updates|Help|
    About|Feedback|Contact us|Home|Back|Dashboard|Reports|Billing|Team|Members|Invite|Calendar|
    Tasks|Inbox|Drafts|Trash|Spam|Bookmarks|History|Downloads|Extensions|Themes|Fonts|Language|
    Keyboard|Mouse|Display|Sound|Network|Printers|Storage|Users|Privacy|Security|Accounts|Region|
    Date and time|Power|Appearance|Advanced|General|Shortcuts|Plugins|Preferences|Properties|
    Duplicate|Rename|Move|Copy|Paste|Cut|Undo|Redo|Find|Replace|Select all|Bold|Italic|Underline|
    Insert image|Insert table|Insert link|Crop|Rotate left|Rotate right|Flip|Resize|Fill|Brush|
    Eraser|Layers|Filters|Histogram|Compare|Merge|Split|Sort|Group|Clear all|Reset|Connect|
    Disconnect|Pair device|Eject|Format disk|Scan|Encrypt|Compress|Extract|Run|Debug|Build|Deploy|
    Commit|Push|Pull|Fetch|Branches|Terminal|Problems|Output|Load more|Show all|Hide|Expand|
    Collapse|Subscribe|Follow|Like|Comment|Report abuse|Block user|Buy now|Wishlist|Reviews|
    Size guide|Map view|List view|Gallery|Slideshow|Camera|Microphone|Speakers|Volume|Brightness|
    Contrast|Saturation|Sharpen|Blur|Careers|Press|Terms of service|Privacy policy|Cookie policy|
    Gift cards|Store finder|Returns|Shipping|Size chart|Newsletter|Community|Forum|Documentation|
    Changelog|Status|Pricing|Features|Customers|Partners|Events|Webinars|Blog|Sitemap|Accessibility|
    Open file|Recent files|Templates|Snapshots|Clone|Attach|Detach|Mark as read|Snooze|Pin|Unpin|
    Add friend|Voice call|Video call|Stickers|Join meeting|Leave meeting|Raise hand|Share screen|
    Captions|Breakout rooms|Whiteboard|Poll|Add bookmark|Clear history|Reader view|View source|
    Seat map|Passengers|Timetable|Departures|Arrivals|Boarding pass|Fares|Hotels|Car hire|Weather|
    Exchange rates|Transfer|Statements|Cards|Loans|Savings|Payees|Standing orders|Overdraft|Limits
    """,
    "|",
)
SWITCHES = listed(
    """
    Dark mode|Bluetooth|Wi-Fi|Airplane mode|Night light|Location services|Automatic updates|
    Spell check|Line numbers|Word wrap|Notifications|Do not disturb|Sticky keys|High contrast|
    Show hidden files|Screen reader|Auto-save|Sync bookmarks|Mouse acceleration|Caps lock warning|
    Battery saver|Power saving|Remote desktop|File sharing|Firewall|VPN|Hotspot|Read receipts|
    Two-factor authentication|Email digest|Touchpad|Natural scrolling|Tap to click|Startup sound|
    Mono audio|Subtitles|Autoplay|Full-screen mode|Status bar|Toolbar|Grid lines|Rulers|Dark theme|
    Code folding|Smart quotes|Typing sounds|Face unlock|Lock screen|Automatic brightness|Animations|
    Developer options|Ad blocking|Popup blocking|Password manager|Translation|Safe browsing|
    Private browsing|Large text|Show clock|Weather widget|Live captions|Battery percentage|
    USB debugging|Parental controls|Usage statistics|Crash reports|Telemetry|Camera access|
    Microphone access|Location|Transparency|Hot corners|Show seconds|Week numbers|Auto-rotate|
    Vibration|Blue light filter|Minimap|Bracket matching|Format on save|Trim whitespace|Backups|
    Highlight current line|Desktop icons|Recent files|Thumbnails|Sort folders first|Guest account|
    Automatic login|Sound effects|Echo cancellation|Noise reduction|Hardware acceleration|Cookies|
    JavaScript|Images|Prefetching|Do not track|Send usage data|Offline mode|Cloud sync|Shuffle|
    Repeat|Equalizer|Crossfade|Gapless playback|Loudness|Mirror displays|Magnifier|Slow keys
    """,
    "|",
)
CONSENTS = (
    ("I agree to the terms", ("I agree box", "terms", "agreement", "terms and conditions")),
    ("Remember me", ("remember me", "remember me box")),
    ("Keep me signed in", ("keep me signed in", "stay signed in box")),
    ("Subscribe to the newsletter", ("newsletter", "newsletter box", "subscription")),
    ("Gift wrap", ("gift wrap", "gift wrapping")),
    ("I am over 18", ("over 18 box", "age confirmation", "I am over 18")),
    ("Send me a copy", ("send me a copy", "copy to myself")),
    ("Express delivery", ("express delivery", "fast delivery")),
    ("Email me offers", ("offers", "marketing mail", "email me offers")),
    ("Use billing address", ("billing address box", "use billing address")),
    ("I have read the privacy notice", ("privacy notice", "privacy box")),
    ("Make this public", ("public box", "make this public")),
)
CHOICES = (
    ("Language", ("English", "German", "French", "Spanish", "Italian", "Polish", "Dutch", "Greek")),
    ("Theme", ("Light", "Dark", "System", "Sepia")),
    ("Font size", ("Small", "Medium", "Large", "Huge")),
    ("Page size", ("A3", "A4", "A5", "Letter", "Legal")),
    ("Orientation", ("Portrait", "Landscape")),
    ("Quality", ("Low", "Medium", "High", "Best")),
    ("Priority", ("Low", "Normal", "High", "Urgent")),
    ("Currency", ("EUR", "USD", "GBP", "JPY", "CHF")),
    ("Time zone", ("UTC", "Berlin", "London", "Tokyo", "New York")),
    ("Resolution", ("1920x1080", "1280x720", "2560x1440", "3840x2160")),
    ("Sort by", ("Name", "Date", "Size", "Type")),
    ("Encoding", ("UTF-8", "Latin-1", "ASCII", "UTF-16")),
    ("Colour", ("Red", "Green", "Blue", "Black", "White", "Yellow")),
    ("Size", ("XS", "S", "M", "L", "XL")),
    ("Shipping", ("Standard", "Express", "Overnight", "Pick up in store")),
    ("Payment", ("Credit card", "PayPal", "Bank transfer", "Invoice")),
    ("Output device", ("Speakers", "Headphones", "HDMI", "USB headset")),
    ("Power mode", ("Power saver", "Balanced", "Performance")),
    ("Print colour", ("Colour", "Black and white", "Greyscale")),
    ("Country", ("Spain", "Japan", "Kenya", "Brazil", "Norway", "Canada")),
    ("Department", ("Sales", "Support", "Finance", "Legal", "Research")),
    ("Alignment", ("Left", "Centre", "Right", "Justified")),
    ("Startup page", ("Home page", "Blank page", "Last session")),
    ("Search engine", ("DuckDuckGo", "Google", "Bing", "Ecosia")),
    ("Update channel", ("Stable", "Beta", "Nightly")),
)
INTRUDERS = (
    ("Update available. Install now?", ("Install", "Later"), "Later"),
    ("A new version is ready", ("Restart now", "Not now"), "Not now"),
    ("Rate this app", ("Rate now", "No thanks"), "No thanks"),
    ("Take a tour of the new features?", ("Start tour", "Skip"), "Skip"),
    ("Send crash report?", ("Send", "Don't send"), "Don't send"),
    ("Make this your default browser?", ("Set default", "Not now"), "Not now"),
    ("Enable notifications?", ("Allow", "Block"), "Block"),
    ("Tip of the day", ("Next tip", "Close"), "Close"),
    ("Low battery", ("OK",), "OK"),
    ("Trial ends in 5 days", ("Buy", "Remind me later"), "Remind me later"),
    ("Allow access to your location?", ("Allow", "Deny"), "Deny"),
    ("Sign in to sync your settings", ("Sign in", "Maybe later"), "Maybe later"),
    ("Your disk is almost full", ("Clean up", "Ignore"), "Ignore"),
    ("What's new in this version", ("Got it",), "Got it"),
    ("Join our research panel?", ("Join", "No, thanks"), "No, thanks"),
    ("Restore pages? The browser was closed unexpectedly", ("Restore", "Dismiss"), "Dismiss"),
    ("Translate this page?", ("Translate", "Never", "Not now"), "Not now"),
    ("Save password for this site?", ("Save", "Never"), "Never"),
    ("Printer is out of paper", ("OK",), "OK"),
    ("Help us improve", ("Take survey", "Close"), "Close"),
)
WEB_INTRUDERS = (
    ("We use cookies", ("Accept all", "Reject all", "Manage"), "Reject all"),
    ("We value your privacy", ("Accept", "Reject", "Options"), "Reject"),
    ("This site uses cookies", ("Allow all", "Only necessary"), "Only necessary"),
    ("Cookie preferences", ("I agree", "Decline"), "Decline"),
    ("Your privacy choices", ("Accept all cookies", "Necessary only"), "Necessary only"),
    ("Subscribe to our newsletter", ("Subscribe", "Close"), "Close"),
    ("Get 15% off your order", ("Sign up", "No thanks"), "No thanks"),
    ("Never miss an article", ("Join now", "Not now"), "Not now"),
    ("Chat with us", ("Start chat", "Close"), "Close"),
    ("Download our app", ("Open in app", "Continue in browser"), "Continue in browser"),
    ("Before you go", ("Claim my gift", "Dismiss"), "Dismiss"),
)
