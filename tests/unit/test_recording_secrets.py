"""What counts as a secret, what shows one, and what is left of a scene without it."""

import numpy as np
import pytest

from deskhand.core.geometry import Box
from deskhand.core.input_events import KeyEvent
from deskhand.core.screen import Element, Frame, Role, Scene, Window
from deskhand.recipe.recording.entries import Entry, _known_again
from deskhand.recipe.recording.fields import Echo
from deskhand.recipe.recording.gestures import Stroke
from deskhand.recipe.recording.masking import shows_dots
from deskhand.recipe.recording.redaction import HIDDEN, Secret, without_secrets
from deskhand.recipe.recording.secrets import looks_secret, reason, says_secret
from deskhand.recipe.recording.strokes import parts_of
from tests.builders import blank, outline, put

SAYING = """Password|Your password:|Current password *|PIN|PIN code|Passphrase|API key|Access token|Security code (CVV)
Card number|One-time code|Passwort|Kennwort bestätigen|Geheimzahl|Mot de passe|Contraseña|Clave|Palavra-passe|Senha
Wachtwoord|Lösenord|Adgangskode|Passord|Salasana|Hasło|Heslo|Jelszó|Parolă|Şifre|Пароль|Новый пароль|Κωδικός|パスワード
新しいパスワードを入力|密码|請輸入密碼|비밀번호|كلمة المرور|סיסמה|Mật khẩu|Kata sandi|รหัสผ่าน|Passw0rd|PASSWORD"""
SILENT = """Username|E-mail|Name|Search|Shipping address|Spinning|Opinion|Pinterest|Amount|Comment|Keyboard|Captain
Benutzername|Nom|Usuario|Anzahl|Ort|Tantieme|検索|名前|Author|Monkey|Secretary"""


@pytest.mark.parametrize("label", [w for line in SAYING.splitlines() for w in line.split("|")])
def test_labels_that_ask_for_a_secret(label):
    assert says_secret(label)


@pytest.mark.parametrize("label", [w for line in SILENT.splitlines() for w in line.split("|")] + [""])
def test_labels_that_do_not(label):
    assert not says_secret(label)


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1111",
        "5425-2334-3010-9903",
        "378282246310005",
        "ghp_x8Kq2mVn4Rt7Wz1Yb5Jd9Lf3Hs6Pc0Gu",
        "sk-proj-8fK2nQ7xW4vT1mZ9",
        "AKIAIOSFODNN7EXAMPLE",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "d41d8cd98f00b204e9800998ecf8427e",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "login with ghp_x8Kq2mVn4Rt7Wz1Yb5Jd9Lf3Hs6Pc0Gu now",
        "kX9vQ2mZ7pLw4Rt8Yb1N",
    ],
)
def test_texts_that_look_like_secrets(text):
    assert looks_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ann Berg",
        "anna.berg@example.org",
        "https://example.org/a/B7/c9?x=Q8w2e4R6t1",
        "/home/ann/Documents/Report2026Final3.txt",
        "4111 1111 1111 1112",
        "0000 0000 0000 0000",
        "2026-11-26 08:12:33",
        "DonaudampfschiffahrtsGesellschaft",
        "internationalization",
        "+49 170 1234567",
        "invoice_2026_11_final.pdf",
    ],
)
def test_texts_that_do_not(text):
    assert not looks_secret(text)


def field_with(draw, width=200):
    pixels = blank(320, 80, (255, 255, 255))
    box = outline(pixels, Box(20, 20, width, 30))
    draw(pixels)
    return Frame(pixels, 0.0), box


def dots(count, size=7, pitch=10, sign="disc"):
    def draw(pixels):
        for n in range(count):
            x, y = 28 + n * pitch, 31
            if sign == "disc":
                yy, xx = np.mgrid[0:size, 0:size]
                disc = (yy - size // 2) ** 2 + (xx - size // 2) ** 2 <= (size / 2) ** 2
                pixels[y : y + size, x : x + size][disc] = (40, 40, 40)
            else:
                put(pixels, "*", (x, 26), 16)

    return draw


@pytest.mark.parametrize(("sign", "count"), [("disc", 3), ("disc", 8), ("disc", 16), ("star", 6)])
def test_dots_are_told_from_letters(sign, count):
    frame, box = field_with(dots(count, sign=sign))
    assert shows_dots(frame, box, "hunter2!")


@pytest.mark.parametrize("text", ["hunter2", "Anna Berg", "illicit", "1234567", "mississippi"])
def test_letters_are_no_dots(text):
    frame, box = field_with(lambda pixels: put(pixels, text, (28, 26), 15))
    assert not shows_dots(frame, box, text)


def test_one_letter_again_and_again_may_be_itself():
    frame, box = field_with(lambda pixels: put(pixels, "oooooo", (28, 26), 15))
    assert not shows_dots(frame, box, "oooooo")


def test_nothing_and_a_caret_are_no_dots():
    frame, box = field_with(lambda pixels: pixels.__setitem__((slice(24, 46), slice(30, 31)), 0))
    assert not shows_dots(frame, box, "hunter2")


EMPTY = Scene(Frame(blank(), 0.0))


@pytest.mark.parametrize(
    ("text", "changed", "why"),
    [
        ("hunter2", False, "the screen did not show it"),
        ("hunter2", True, ""),
        ("dd", False, ""),
        ("4111111111111111", True, "it looks like the number of a card"),
    ],
)
def test_what_no_screen_showed_is_a_secret(text, changed, why):
    assert reason(text, Echo(None, None, changed), EMPTY, EMPTY) == why


def entry(text, why="", sure=True, keys=""):
    strokes = tuple(
        Stroke(KeyEvent(0.0, True, "backspace" if k == "<" else k, "" if k == "<" else k)) for k in keys or text
    )
    return Entry(0, 0, 0, 0, text, sure, False, False, Echo(None, None, True), "", strokes, why)


def test_a_secret_typed_elsewhere_is_one_too():
    found = _known_again([entry("login bob heron-42"), entry("heron-42", "dots"), entry("heron-42"), entry("heron")])
    assert [e.is_secret for e in found] == [True, True, True, True]


def test_what_was_taken_back_at_once_does_not_count():
    found = _known_again([entry("", sure=False, keys="heron<<<<<"), entry("heron-42", "dots"), entry("her")])
    assert [e.is_secret for e in found] == [False, True, False]
    assert parts_of(found[0].strokes) == []


def element(role, text, box, state="", number=1):
    return Element(number, Role(role), text, Box(*box), state, window=9)


WINDOW = Window(3, "Vault heron-42", "Vault", Box(0, 0, 320, 200))
SECRET = Secret("password", "heron-42", 0, 3, (Box(20, 60, 120, 24),))


def scene(*elements):
    pixels = blank()
    pixels[60:84, 20:140] = (255, 255, 255)
    put(pixels, "heron-42", (28, 64), 14)
    put(pixels, "heron-42", (28, 124), 14)
    return Scene(Frame(pixels, 0.0, windows=(WINDOW,)), elements)


def test_a_scene_without_its_secret():
    seen = scene(
        element("window", "Vault heron-42", (0, 0, 320, 200)),
        element("edit", "Word", (20, 60, 120, 24), "heron-42", 2),
        element("text", "Your word is heron-42", (20, 120, 120, 20), number=3),
        element("text", "Your word is her0n-4Z", (20, 150, 120, 20), number=4),
        element("button", "Go", (200, 60, 40, 20), number=5),
    )
    clean = without_secrets(seen, 1, [SECRET])
    assert [(e.text, e.state) for e in clean] == [(HIDDEN, ""), ("Word", ""), ("Go", "")]
    assert clean.frame.windows[0].title == HIDDEN
    assert (clean.frame.crop(Box(24, 64, 110, 16)) == 255).all()
    assert len(np.unique(clean.frame.crop(Box(22, 122, 110, 16)).reshape(-1, 3), axis=0)) == 1
    assert np.array_equal(clean.frame.crop(Box(200, 0, 100, 200)), seen.frame.crop(Box(200, 0, 100, 200)))


def test_what_stood_there_before_the_secret_stays():
    seen = scene(element("text", "heron-42", (200, 20, 60, 20)))
    assert [e.text for e in without_secrets(seen, 1, [SECRET], ["heron-42"])] == ["heron-42"]


def test_the_field_moves_with_its_window():
    seen = scene()
    moved = Frame(seen.frame.pixels, 0.0, windows=(Window(3, "", "Vault", Box(10, 0, 320, 200)),))
    clean = without_secrets(Scene(moved), 1, [SECRET])
    assert (clean.frame.crop(Box(30, 62, 100, 18)) == 255).all()


def test_a_password_field_is_blank_whatever_is_known_of_it():
    seen = scene(element("edit", "Password", (20, 120, 120, 24), "•••••"))
    clean = without_secrets(seen, 0, [])
    assert [e.state for e in clean] == [""]
    assert len(np.unique(clean.frame.crop(Box(24, 124, 100, 16)).reshape(-1, 3), axis=0)) == 1


def test_cards_and_tokens_are_hidden_wherever_they_stand():
    seen = scene(
        element("text", "Card 4111 1111 1111 1111", (20, 120, 160, 20)), element("text", "Total 12", (20, 150, 90, 20))
    )
    assert [e.text for e in without_secrets(seen, 0, [])] == ["Total 12"]


def test_no_secret_is_printed():
    assert "heron" not in repr(SECRET) and "heron" not in repr(entry("heron-42"))
