"""The class of a label: languages, scripts, compounds, pages, and a person's own words."""

import pytest

from deskhand.core.actions import Click
from deskhand.core.errors import SettingsError
from deskhand.core.geometry import Box
from deskhand.core.risk import Risk
from deskhand.core.screen import Element, Role
from deskhand.core.step import Proposal
from deskhand.risk.addresses import address_of, of_address
from deskhand.risk.judge import WordsJudge
from deskhand.risk.labels import of_label
from deskhand.risk.tables import packaged, with_words, words_in
from tests.bench.safety.labels import read
from tests.builders import element, elements, scene


def class_of(label, role="button", address="", tables=None):
    return max(risk for risk, _ in of_label(label, Role(role), address, tables))


def milder(labels):
    """Those of some labels, parted by bars, that are below R3."""
    return [label for label in labels.split("|") if class_of(label) < Risk.R3]


def stricter(labels, role="button"):
    """Those of some labels, parted by bars, that are R3 or above."""
    return [label for label in labels.split("|") if class_of(label, role) >= Risk.R3]


SENT = {
    "en": "Send now|RSVP|Enrol today|Verify phone number|Post a reply|Write a short review|Begin video call|Apply here"
    "|Request a refund|Leave a comment|Retweet|Cancel my booking|Create a free account|Unfollow|Report this user",
    "de": "Nachricht abschicken|Jetzt bewerben|Kommentieren|Tisch reservieren|Newsletter abonnieren|Allen antworten",
    "fr": "Publier l'annonce|Je m'inscris|Prendre un rendez-vous|Répondre à tous|Laisser un avis|Tout accepter",
    "es": "Responder a todos|Regístrate gratis|Dejar reseña|Solicitar presupuesto|Subir archivo|Rechazar todo",
    "pt": "Compartilhar tela|Cadastre-se|Agendar consulta|Baixar agora|Concordo|Postar foto",
    "it": "Inoltra a tutti|Registrati gratis|Prenota un tavolo|Lascia una recensione|Accetto i termini|Pubblica post",
    "nl": "Doorsturen|Schrijf je in|Reactie plaatsen|Afspraak maken|Ik ga akkoord|Bestand uploaden",
    "pl": "Odpowiedz wszystkim|Zarejestruj się|Umów wizytę|Dodaj komentarz|Zgadzam się|Prześlij plik",
    "sv": "Svara alla|Registrera dig|Boka tid|Ladda upp fil|Jag godkänner|Gå med i gruppen",
    "da": "Svar alle|Tilmeld dig her|Bestil tid hos lægen|Jeg accepterer vilkårene|Videresend mail|Udgiv side",
    "tr": "Yanıtla|Hemen kaydol|Randevu al|Yorum yap|Kabul ediyorum|Dosya yükle",
    "ru": "Ответить всем|Зарегистрироваться|Записаться на прием|Оставить отзыв|Принять все|Загрузить файл",
    "uk": "Відповісти всім|Зареєструватися|Записатися на прийом|Залишити відгук|Прийняти все|Поділитися",
    "zh": "回复全部|免费注册|预约挂号|发表评论|同意并继续|上传文件|立即報名",
    "ja": "全員に返信|会員登録|予約を確定|レビューを書く|同意して続ける|ファイルをアップロード",
    "ko": "전체 답장|회원 가입|예약하기|댓글 달기|동의하고 계속|파일 업로드",
    "ar": "الرد على الكل|إنشاء حساب|احجز موعد|أضف تعليق|أوافق على الشروط|مشاركة الملف",
    "hi": "सभी को जवाब दें|खाता बनाएं|अभी बुक करें|समीक्षा लिखें|सहमत हूं|फ़ाइल अपलोड करें",
}

PAID = (
    "Donate £20|Complete purchase|Add a card|Top up phone|Begin transfer|Jetzt zahlen|Zur Kasse gehen|Faire un don|"
    "Valider la commande|Tramitar pedido|Comprar ya|Finalizar pedido|Vai alla cassa|Ordina adesso|Bestelling plaatsen|"
    "Do kasy|Kupuję i płacę|Till kassan|Slutför köp|Gå til betaling|Køb billet|Sepeti onayla ve öde|Купить билет|"
    "Перейти к оплате|Сплатити рахунок|提交订单|结账|今すぐ購入|決済する|구매하기|결제 진행|إتمام الشراء|अभी खरीदें"
)

LOST = (
    "Erase everything|Empty bin|Close your account|Revoke access|Alles löschen|Papierkorb leeren|Vider la corbeille|"
    "Mettre à la corbeille|Borrar todo|Vaciar papelera|Esvaziar lixeira|Apagar conta|Svuota il cestino|Wis alles|"
    "Opróżnij kosz|Usuń plik|Radera kontot|Ta bort fil|Slet besked|Tøm papirkurv|Tümünü sil|Удалить файл|"
    "Очистить корзину|Видалити файл|清空回收站|永久删除|すべて消去|ゴミ箱を空にする|모두 삭제|حذف الملف|फ़ाइल हटाएं"
)

HARMLESS = (
    "Sort by post date|Order history|Share price|Recently deleted|Sent|Payments|Shipping|Deleted items|Download centre|"
    "How to delete an account|Next post|Forgot your password?|View order|Don't allow|Clear filters|Address book|"
    "Blog post|Books|Comments|Uploads|Continue with Example|"
    "Sign in with Example|Track my order|About our donate scheme|Call log|Cancel|"
    "Bestellverlauf|Passwort vergessen?|Sortieren nach Preis|Mot de passe oublié ?|Mes envois|Mis pedidos|Cómo comprar|"
    "Carica altro|Password dimenticata?|Wachtwoord vergeten?|Hur man betalar|Glemt adgangskode?|Sipariş geçmişi|"
    "Мои заказы|Отправленные|Настройки|Забыли пароль?|Мова|Скасувати|支付方式|下载记录|订单|取消|"
    "搜索|注文履歴|送信済み|"
    "お支払い方法|キャンセル|주문 내역|결제 방법|보낸 메일|취소|إلغاء|المزيد|रद्द करें|सेटिंग्स"
)

NAMES = (
    "Suomi|Magyar|Schweizer Franken|Norsk bokmål|Zloty PLN|ישראל (עברית)|ΚύπροςΕλληνικά|БългарияБългарски|日本語|"
    "澳門中文|新加坡简体中文|대한민국 (한국어)|قطرالعربية|भारत (हिन्दी)|ไทย|"
    "Казахстан — русский|ქართული|台灣 新台幣|Українська (Україна)"
)


@pytest.mark.parametrize("language", SENT)
def test_what_reaches_others_is_known_in_each_language(language):
    assert milder(SENT[language]) == []


def test_what_costs_or_loses_something_is_known():
    assert [label for label in PAID.split("|") if class_of(label) < Risk.R5] == []
    assert [label for label in LOST.split("|") if class_of(label) < Risk.R4] == []


def test_compounds_mean_none_of_their_words():
    assert stricter(HARMLESS) == []


def test_names_of_languages_places_and_currencies_are_harmless_in_any_script():
    assert stricter(NAMES) == []


@pytest.mark.parametrize(
    "label", ["Фробникация", "弗罗布", "フロブ", "프로브", "فروبنيك", "फ्रोबनी", "Άγνωστο", "Dеletе"]
)
def test_words_nobody_listed_in_another_script_stay_at_the_floor(label):
    assert class_of(label) is Risk.R3


def test_a_harmless_word_beside_an_unknown_one_is_not_known():
    assert class_of("отмена фробникации") is Risk.R3
    assert class_of("保存弗罗布") is Risk.R3
    assert class_of("保存") is Risk.R2


@pytest.mark.parametrize(
    ("label", "risk"),
    [
        ("Check times and reserve", Risk.R3),
        ("Why wait? Buy now", Risk.R5),
        ("Skip, delete later", Risk.R4),
        ("View cart & pay", Risk.R5),
        ("Delete order history", Risk.R4),
        ("Reset all preferences", Risk.R4),
        ("Share my calendar settings", Risk.R3),
        ("Don't save", Risk.R4),
        ("No guardar", Risk.R4),
        ("Open an account", Risk.R3),
        ("Download report", Risk.R3),
        ("Share folder", Risk.R3),
    ],
)
def test_a_compound_spares_no_order(label, risk):
    assert class_of(label) is risk


@pytest.mark.parametrize(
    ("label", "role", "risk"),
    [
        ("🗑", "button", Risk.R4),
        ("👍 12", "button", Risk.R3),
        ("❤️", "icon", Risk.R3),
        ("⬇", "button", Risk.R3),
        ("💳", "icon", Risk.R5),
        ("⏻", "button", Risk.R6),
        ("trash", "icon", Risk.R4),
        ("send", "icon", Risk.R3),
        ("phone", "icon", Risk.R3),
        ("Phone", "edit", Risk.R1),
        ("cart", "icon", Risk.R1),
        ("★", "button", Risk.R2),
        ("Order", "header", Risk.R1),
        ("I accept the conditions of sale", "checkbox", Risk.R1),
        ("I accept the conditions of sale", "button", Risk.R3),
        ("Share diagnostics", "checkbox", Risk.R3),
        ("I agree", "switch", Risk.R3),
        ("Format", "menu", Risk.R1),
        ("Modifica", "menu", Risk.R1),
        ("Delete", "menu", Risk.R4),
        ("Order", "button", Risk.R5),
        ("Delete", "header", Risk.R4),
    ],
)
def test_signs_pictograms_and_roles(label, role, risk):
    assert class_of(label, role) is risk


@pytest.mark.parametrize(
    ("label", "address", "risk"),
    [
        ("Next", "https://shop.example/checkout/2", Risk.R5),
        ("Weiter", "shop.example/kasse", Risk.R5),
        ("Save", "forum.example/profile.php?do=editpassword", Risk.R5),
        ("Continue", "https://a.example/myAccount/closeAccount", Risk.R4),
        ("Done", "https://a.example/forum/newreply.php", Risk.R3),
        ("完了", "https://a.example/register", Risk.R3),
        ("次へ", "https://a.example/register", Risk.R2),
        ("Save & next", "https://a.example/register", Risk.R3),
        ("Back", "https://shop.example/checkout/2", Risk.R2),
        ("Save", "https://notes.example/list", Risk.R2),
        ("Save", "https://display.example/replays", Risk.R2),
    ],
)
def test_a_label_that_commits_is_of_the_class_of_its_page(label, address, risk):
    assert class_of(label, address=address) is risk


def test_the_address_is_read_from_the_screen_and_only_adds():
    file_name, bar = element("edit", "Name", "report.txt"), element("edit", "", "pay.example/checkout")
    assert address_of(scene(file_name, bar)) == "pay.example/checkout"
    assert address_of(scene(*elements("edit: Search = cats", "text: www.example.com/checkout"))) == ""
    assert list(of_address("", packaged())) == []
    button = Element(9, Role.BUTTON, "Continue", Box(400, 400, 80, 20))
    click = Proposal(Click(button), "", 1.0, "rules")
    assert WordsJudge().judge("", click, scene(bar, button)).risk is Risk.R5
    assert WordsJudge().judge("", click, scene(button)).risk is Risk.R2


def test_words_are_found_whole_with_gaps_and_without_accents():
    assert class_of("Loschen") is Risk.R4 and class_of("SATIN AL") is Risk.R5
    assert class_of("Postal code") is Risk.R2 and class_of("Orderly") is Risk.R2
    assert class_of("Write a very good review") < class_of("Write a good review") is Risk.R3
    assert [risk for risk, _ in words_in("label", "Bitte absenden")] == [Risk.R3]


def test_a_person_adds_words_that_no_compound_makes_milder(tmp_path):
    file = tmp_path / "words.toml"
    file.write_text(
        '[label]\nR6 = ["frobnicate", "order history"]\n[chord]\nR6 = ["ctrl+a"]\n[confirming]\nR2 = ["aye"]\n'
    )
    own = with_words(file)
    assert class_of("Frobnicate", tables=own) is Risk.R6 and class_of("Frobnicate") is Risk.R2
    assert class_of("Order history", tables=own) is Risk.R6
    assert class_of("Send", tables=own) is Risk.R3
    assert next(iter(own.table("chord"))) is Risk.R6 and "ctrl+a" in own.table("chord")[Risk.R6]
    assert list(own.words_in("confirming", "Aye"))
    assert with_words(tmp_path / "none.toml") == packaged()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[label", "cannot be read"),
        ("[label]\nR9 = ['x']", "R9"),
        ("[label]\nR4 = 'x'", "no list of words"),
        ("[label]\nR4 = [3]", "no list of words"),
        ("[label]\nR4 = ['']", "no list of words"),
        ("label = 3", "no table"),
        ("[label]\nR1 = ['delete']", "milder"),
        ("[chord]\nR1 = ['ctrl+k']", "milder"),
        ("[spared]\nR1 = ['delete all']", "[spared]"),
        ("[harmless]\nR4 = ['удалить']", "[harmless]"),
        ("[entries]\nR2 = ['x']", "[entries]"),
        ("[typed]\nR6 = ['(']", "no pattern"),
    ],
)
def test_a_wrong_file_of_words_is_said_in_one_sentence(tmp_path, text, said):
    file = tmp_path / "words.toml"
    file.write_text(text)
    with pytest.raises(SettingsError) as problem:
        with_words(file)
    assert said in str(problem.value) and "\n" not in str(problem.value) and str(problem.value).endswith(".")


def test_the_bench_reads_labels_as_a_person_does():
    case = read(
        {"target": "name  sb  value  Join us ", "tag": 'input type="submit"', "url": "a.example/", "label": "HIGH"}
    )
    assert (case.label, case.role, case.degree) == ("Join us", Role.BUTTON, "HIGH")
    assert read({"label": "Ja", "role": "option", "class": "R1"}).degree == "SAFE"


@pytest.mark.parametrize(
    ("label", "risk"),
    [
        ("Odeslat", Risk.R3),
        ("Smazat účet", Risk.R4),
        ("Lähetä", Risk.R3),
        ("Törlés", Risk.R4),
        ("Plătește", Risk.R5),
        ("Thanh toán", Risk.R5),
        ("Hapus", Risk.R4),
        ("GUI settings", Risk.R2),
    ],
)
def test_ten_more_languages_by_their_commonest_words(label, risk):
    assert max(found for found, _ in of_label(label, Role.BUTTON)) is risk


def test_what_no_eye_sees_and_humps_part_no_word_and_do():
    for label, risk in (
        ("Lö\u00adschen", Risk.R4),
        ("P\u200bay", Risk.R5),
        ("deleteAll", Risk.R4),
        ("delete_all", Risk.R4),
    ):
        assert max(found for found, _ in of_label(label, Role.BUTTON)) is risk


def test_what_a_statement_agrees_to_may_be_an_order_all_the_same():
    assert max(found for found, _ in of_label("I agree to pay $500 now", Role.CHECKBOX)) is Risk.R5
    assert max(found for found, _ in of_label("I agree to the terms", Role.CHECKBOX)) < Risk.R3
