"""Wordings of goals. A leading tilde marks one that is no command and takes no polite opening."""

from __future__ import annotations

# fmt: off
PHRASES: dict[str, tuple[str, ...]] = {
    "press": (
        "click {l}", "press {l}", "choose {l}", "hit the {l} button", "open {l}", "go to {l}",
        "select {l}", "use {l}", "click on {l}", "~I want {l}", "tap {l}", "activate {l}",
        "~where is {l}", "take me to {l}", "show me {l}", "find {l} and click it", "~{l}",
        "push the button {l}", "follow the {l} link", "get me to {l}",
    ),
    "on": (
        "turn on {l}", "enable {l}", "switch on {l}", "activate {l}", "~{l} should be on",
        "make sure {l} is on", "~I'd like {l} enabled", "switch {l} on", "turn {l} on", "tick {l}",
        "check {l}", "~{l} on", "set {l} to on", "allow {l}", "~I need {l}", "check the {l} box",
    ),
    "off": (
        "turn off {l}", "disable {l}", "switch off {l}", "deactivate {l}", "~{l} should be off",
        "make sure {l} is off", "~I don't want {l}", "switch {l} off", "turn {l} off", "untick {l}",
        "uncheck {l}", "~{l} off", "set {l} to off", "stop {l}", "~no {l}", "clear the {l} box",
    ),
    "open_file": (
        "open {l}", "open the file {l}", "load {l}", "show me {l}", "display {l}", "view {l}",
        "bring up {l}", "~let me see {l}", "open up {l}", "read {l}", "~I want to look at {l}",
    ),
    "select_file": (
        "select {l}", "mark the file {l}", "highlight {l}", "pick {l} from the list",
        "choose the row {l}", "click on {l}", "put the selection on {l}",
    ),
    "delete_file": (
        "delete {l}", "remove {l}", "delete the file {l}", "get rid of {l}", "erase {l}",
        "throw {l} away", "move {l} to the trash", "bin {l}", "~{l} can go",
    ),
    "rename_file": (
        "rename {l} to {n}", "change the name of {l} to {n}", "call {l} {n} instead",
        "give {l} the new name {n}", "~{l} should be called {n}", "rename the file {l} as {n}",
    ),
    "search": (
        "search for {q}", "look up {q}", "find {q}", "find information about {q}", "search {q}",
        "run a search for {q}", "google {q}", "~what is there about {q}", "do a search on {q}",
        "see what comes up for {q}", "look for {q}",
    ),
    "choice": (
        "set the {f} to {v}", "change {f} to {v}", "choose {v} as the {f}", "~{f} should be {v}",
        "switch the {f} to {v}", "pick {v} for {f}", "~I want the {f} to be {v}", "use {v} as {f}",
        "select {v} under {f}", "make the {f} {v}", "go for {v} as {f}", "~{f}: {v}",
    ),
    "number": (
        "set the {f} to {v}", "change {f} to {v}", "put the {f} at {v}", "~{f} should be {v}",
        "make the {f} {v}", "~I want {f} {v}", "enter {v} for the {f}",
    ),
    "fill_send": (
        "fill in the form: {a} and submit", "enter {a} then submit", "sign up with {a}",
        "complete the form with {a} and send it", "register using {a}", "submit the form with {a}",
        "fill {a}, then send the form", "~my details: {a}. Send it off", "register me: {a}",
        "put in {a} and press the button",
    ),
    "fill": (
        "set {a}", "enter {a}", "type {a}", "put in {a}", "fill in {a}", "write {a}",
        "fill in {a} but don't submit yet", "enter {a}, don't send it",
    ),
    "login": (
        "log in as {u} with password {p}", "sign in with {u} and {p}",
        "log in, user {u}, password {p}", "use {u} / {p} to sign in", "log me in: {u}, {p}",
        "~my login is {u} and the password {p}", "sign in as {u} with the password {p}",
    ),
    "login_blank": (
        "log in", "sign in to my account", "log me in", "get me into my account", "log in as {u}",
        "sign in as {u}", "sign me in with my user name {u}",
    ),
    "write": (
        'type "{t}"', 'write "{t}"', 'enter "{t}"', 'put "{t}" in the editor', 'type "{t}" here',
        "type {t} in the editor", 'write "{t}" in the document', 'add the text "{t}"',
    ),
    "write_save": (
        'type "{t}" and save it as {f} in the {d} folder', 'write "{t}" then save it as {f} in {d}',
        'type "{t}" and save the file as {f} in {d}', 'put "{t}" in a file {f} in my {d} folder',
        'enter "{t}" and store it in {d} as {f}', 'create {f} in {d} with the text "{t}"',
        'write "{t}", save under the name {f}, folder {d}',
        '~I need a note {f} in {d} saying "{t}"',
    ),
    "write_keep": (
        'type "{t}" and save it as {f}', 'write "{t}" and save the file as {f}',
        'enter "{t}" then save under the name {f}', 'put "{t}" in a new file called {f}',
        'make a file {f} that says "{t}"', 'save "{t}" as {f}',
    ),
    "save_as": (
        "save the file as {f}", "save it as {f}", "save this document with the name {f}",
        "store the file as {f}", "keep a copy called {f}", "save under the name {f}",
        "name this file {f} and save it", "save a copy as {f}, leave the original",
    ),
    "save_in": (
        "save the file as {f} in {d}", "save it as {f} in the {d} folder", "store it as {f} in {d}",
        "put a copy named {f} into {d}", "save in {d} under the name {f}",
        "save this in my {d} folder as {f}",
    ),
    "new_folder": (
        "create a folder called {n}", "make a new folder named {n}", "new folder {n}",
        "add a directory {n}", "make a folder {n}", "~I need a folder named {n}",
        "set up a directory called {n}", 'create the folder "{n}"',
    ),
    "new_folder_in": (
        "create a folder called {n} in {d}", "make a new folder {n} inside {d}",
        "in {d}, add a folder named {n}", "add a directory {n} to my {d} folder",
        "put a new folder {n} into {d}",
    ),
    "close_discard": (
        "close it without saving", "close the window, don't save", "quit and discard the changes",
        "close the file and throw the changes away", "exit, no need to save", "quit without saving",
        "get out of here, do not save anything",
    ),
    "close_save": (
        "save and close", "close the window but keep the changes", "quit and save my work",
        "close the file, save it first", "exit but don't lose my changes", "store it and quit",
    ),
    "close_plain": (
        "close the window", "close the file", "quit the program", "exit the app",
    ),
    "stay": (
        "don't close it", "keep editing", "stay here", "go back to my document", "cancel this",
        "don't quit after all", "~no, leave it open",
    ),
    "keep_file": (
        "keep {l}", "don't delete {l}", "leave {l} alone", "cancel, I need {l}",
    ),
    "compute": (
        "compute {e}", "calculate {e}", "~what is {e}", "work out {e}", "~how much is {e}?",
        "use the calculator for {e}", "~{e}", "find {e} on the calculator", "solve {e}",
        "tell me {e}",
    ),
    "tab": (
        "go to the {l} tab", "open the {l} tab", "switch to {l}", "show the {l} page",
        "change to the tab {l}", "select the {l} tab", "~I want to see the {l} tab",
    ),
    "tab_on": (
        "in the {l} tab turn on {s}", "turn on {s} on the {l} page", "enable {s} under {l}",
        "go to {l} and switch on {s}", "~{s} on the {l} tab should be on",
    ),
    "tab_off": (
        "in the {l} tab turn off {s}", "turn off {s} on the {l} page", "disable {s} under {l}",
        "go to {l} and switch off {s}", "~{s} on the {l} tab should be off",
    ),
    "tick_press": (
        "tick the {c} and press {b}", "check {c}, then click {b}", "accept {c} and hit {b}",
        "tick the checkbox {c} and press the button {b}", "set the {c} and go on with {b}",
        "press {b} after ticking {c}", "click {b} but first tick {c}",
    ),
    "untick_press": (
        "press {b} without the {c}", "untick {c} and click {b}", "click {b}, but no {c}",
        "uncheck the {c}, then press {b}", "go on with {b} without {c}", "~{b}, not the {c}",
    ),
    "read": (
        "read the article {l}", "open the story {l}", "click the link {l}", "show me {l}",
        "read {l}", "go to the article {l}", "~I want to read {l}",
    ),
    "read_about": (
        "read the article about the {w}", "open the story on the {w}", "~what is the {w} story",
        "show me the piece about the {w}", "find the news about the {w}",
    ),
    "accept_cookies": (
        "accept the cookies", "allow all cookies", "agree to the cookies",
    ),
    "reject_cookies": (
        "reject the cookies", "no cookies please", "only the needed cookies",
    ),
    "contact": (
        "call {w}", "write to {w}", "message {w}", "open the chat with {w}", "pick {w}",
        "send it to {w}", "share it with {w}", "invite {w}",
    ),
    "key": (
        "press {k}", "hit {k}", "use the shortcut {k}", "push {k} on the keyboard", "type {k}",
    ),
    "file_stem": (
        "open {l}", "show me {l}", "delete {l}", "open the {l} file", "rename {l} to {n}",
    ),
}
# fmt: on
CHAINS = (
    "{a}, then {b}",
    "{a} and then {b}",
    "first {a}, then {b}",
    "{a} and {b}",
    "{a}; {b}",
    "{a}, after that {b}",
    "{a}. Then {b}",
    "{a} and afterwards {b}",
)  # fmt: skip
REVERSED_CHAINS = (
    "before you {b}, {a}", "{b}, but first {a}", "{b} after you {a}",
)  # fmt: skip
POLITE = (
    "please {g}", "could you {g}?", "can you {g} for me", "I need you to {g}", "{g}, thanks",
    "hey, {g}", "I want to {g}", "{g} please", "would you {g}", "help me {g}", "just {g}",
    "I'd like to {g}", "now {g}", "ok {g}", "go ahead and {g}", "let's {g}", "quickly {g}",
    "if possible, {g}", "we should {g}", "{g} right now", "your task: {g}", "kindly {g}",
)  # fmt: skip
POLITE_ENDINGS = (
    "{g} please", "{g}, thanks", "{g}!", "ok, {g}", "{g} - thank you", "hi, {g}",
)  # fmt: skip
