"""The words of AT-SPI 2 in ours: role and state numbers (at-spi2-core, `atspi-constants.h`) and what they mean here."""

from __future__ import annotations

from deskhand.core.screen import TOGGLES, Role

ROLES = tuple(
    name.replace("_", " ")
    for name in """
    invalid accelerator_label alert animation arrow calendar canvas check_box check_menu_item color_chooser
    column_header combo_box date_editor desktop_icon desktop_frame dial dialog directory_pane drawing_area
    file_chooser filler focus_traversable font_chooser frame glass_pane html_container icon image internal_frame
    label layered_pane list list_item menu menu_bar menu_item option_pane page_tab page_tab_list panel
    password_text popup_menu progress_bar push_button radio_button radio_menu_item root_pane row_header scroll_bar
    scroll_pane separator slider spin_button split_pane status_bar table table_cell table_column_header
    table_row_header tearoff_menu_item terminal text toggle_button tool_bar tool_tip tree tree_table unknown
    viewport window extended header footer paragraph ruler application autocomplete editbar embedded entry chart
    caption document_frame heading page section redundant_object form link input_method_window table_row tree_item
    document_spreadsheet document_presentation document_text document_web document_email comment list_box grouping
    image_map notification info_bar level_bar title_bar block_quote audio video definition article landmark log
    marquee math rating timer static math_fraction math_root subscript superscript description_list
    description_term description_value footnote content_deletion content_insertion mark suggestion
    push_button_menu switch
    """.split()
)
"""Role names in the order of their numbers."""

STATES = {
    "checked": 4,
    "editable": 7,
    "enabled": 24,
    "expanded": 10,
    "focusable": 11,
    "focused": 12,
    "pressed": 20,
    "selected": 23,
    "defunct": 6,
    "showing": 25,
    "visible": 30,
    "active": 1,
}
"""Bit numbers of the states read. `enabled` is AT-SPI's `sensitive`: what can be used now."""
FLAGS = ("enabled", "checked", "selected", "focused", "focusable", "editable", "expanded", "pressed")
"""The states that become flags of an `Accessible`, in the order the collected data use."""

_MEANINGS = {
    "push button": Role.BUTTON,
    "toggle button": Role.BUTTON,
    "push button menu": Role.BUTTON,
    "check box": Role.CHECKBOX,
    "check menu item": Role.MENU_ITEM,
    "radio button": Role.RADIO,
    "radio menu item": Role.MENU_ITEM,
    "tearoff menu item": Role.MENU_ITEM,
    "switch": Role.SWITCH,
    "menu": Role.MENU,
    "menu item": Role.MENU_ITEM,
    "page tab": Role.TAB,
    "combo box": Role.COMBO,
    "entry": Role.EDIT,
    "text": Role.EDIT,
    "password text": Role.EDIT,
    "editbar": Role.EDIT,
    "autocomplete": Role.EDIT,
    "spin button": Role.EDIT,
    "date editor": Role.EDIT,
    "document text": Role.EDIT,
    "terminal": Role.EDIT,
    "link": Role.LINK,
    "icon": Role.ICON,
    "image": Role.ICON,
    "desktop icon": Role.ICON,
    "list item": Role.ROW,
    "tree item": Role.ROW,
    "table row": Role.ROW,
    "table cell": Role.CELL,
    "column header": Role.HEADER,
    "row header": Role.HEADER,
    "table column header": Role.HEADER,
    "table row header": Role.HEADER,
    "slider": Role.SLIDER,
    "dial": Role.SLIDER,
    "scroll bar": Role.SCROLLBAR,
    "frame": Role.WINDOW,
    "window": Role.WINDOW,
    "internal frame": Role.WINDOW,
    "dialog": Role.DIALOG,
    "alert": Role.DIALOG,
    "file chooser": Role.DIALOG,
    "color chooser": Role.DIALOG,
    "font chooser": Role.DIALOG,
    "label": Role.TEXT,
    "static": Role.TEXT,
    "heading": Role.TEXT,
    "caption": Role.TEXT,
    "paragraph": Role.TEXT,
}
_FIELDS = frozenset({Role.EDIT, Role.COMBO})
_SELECTABLE = frozenset({Role.TAB, Role.ROW, Role.CELL, Role.OPTION, Role.ICON, Role.BUTTON})
_CHECKABLE_ITEMS = frozenset({"check menu item", "radio menu item"})
_READ_ONLY_TEXTS = frozenset({"text", "document text", "terminal", "editbar"})


def role_name(number: int) -> str:
    """The toolkit-independent name of a role number; `unknown` for one newer than the table."""
    return ROLES[number] if 0 <= number < len(ROLES) else "unknown"


def states_of(words: list[int]) -> frozenset[str]:
    """The names of the set bits in the two 32-bit words that `GetState` returns."""
    bits = sum(word << (32 * index) for index, word in enumerate(words[:2]))
    return frozenset(name for name, bit in STATES.items() if bits >> bit & 1)


def role_of(raw_role: str, states: frozenset[str], parent: str = "") -> Role | None:
    """Our role, or None. A text that cannot be edited is only text; an item of a combo box is an option."""
    if raw_role in _READ_ONLY_TEXTS and "editable" not in states:
        return Role.TEXT
    if parent == "combo box" and raw_role in ("menu item", "list item"):
        return Role.OPTION
    return _MEANINGS.get(raw_role)


def state_of(role: Role | None, raw_role: str, states: frozenset[str], content: str) -> str:
    """What `Element.state` says of a node in these states; `content` is the text or value it holds."""
    if role in TOGGLES or raw_role in _CHECKABLE_ITEMS:
        return "on" if states & {"checked", "pressed"} else "off"
    if role in _FIELDS or role is Role.SLIDER:
        return content
    if raw_role == "toggle button" and states & {"checked", "pressed"}:
        return "selected"
    if role in _SELECTABLE and "selected" in states:
        return "selected"
    if role in (Role.WINDOW, Role.DIALOG) and "active" in states:
        return "focused"
    return ""
