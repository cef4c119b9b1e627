"""Who reads the lines: the choice, the languages, the time limit, and what happens when an engine fails."""

import os
import shutil
import threading

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from typer.testing import CliRunner

from deskhand.bootstrap import open_grounder
from deskhand.cli.main import app
from deskhand.core.errors import OcrError, UsageError
from deskhand.core.geometry import Box
from deskhand.core.ports import Reading
from deskhand.core.screen import Frame
from deskhand.ground import tesserocr_engine
from deskhand.ground.chooser import choose_readers
from deskhand.ground.languages import default_languages, languages_named, ppocr_knows
from deskhand.ground.line_reader import LineReader
from deskhand.ground.lines import Line
from deskhand.ground.tessdata import demand, languages_in, tessdata_folder
from deskhand.ground.tesseract import TesseractEngine
from deskhand.ground.tesseract_page import MARGIN, Word, page_of, reading_of
from deskhand.ground.tesserocr_engine import TesserocrEngine
from deskhand.ground.timed import Timed
from tests.builders import blank, write

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
LINE = Line((Box(20, 40, 80, 14),), Box(20, 40, 80, 14))


class Engine:
    """Answers with what it was given, or fails; counts its lines."""

    def __init__(self, name, *readings, fails=""):
        self.name, self._readings, self._fails = name, readings, fails
        self.asked = 0

    def read(self, lines):
        self.asked += len(lines)
        if self._fails:
            raise OcrError(self._fails)
        return list(self._readings[: len(lines)])


class Hanging:
    """Does not answer before it is released."""

    name = "hanging"

    def __init__(self):
        self.released, self.calls = threading.Event(), 0

    def read(self, lines):
        self.calls += 1
        self.released.wait(60)
        return [Reading("", 0.0) for _ in lines]


def read_by(*engines):
    """The one line of a small picture: its text, source and confidence."""
    return label_of(LineReader(*engines))


def label_of(reader, text="Weekly"):
    (found,) = reader.labels(write(blank(), text, (20, 52), 0.5), [LINE])
    return (found.label.text, found.label.source, found.label.confidence) if found.label else None


def drawn(text, size=16, dark=False):
    """A picture of a line with its signs in the order given, left to right."""
    font = ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new("RGB", (int(right - left) + 8, int(bottom - top) + 8), "white")
    ImageDraw.Draw(picture).text((4 - left, 4 - top), text, "black", font)
    pixels = np.asarray(picture)
    return np.ascontiguousarray(255 - pixels if dark else pixels)


class TestTimeLimit:
    def test_an_engine_in_time_answers_as_itself(self):
        engine = Timed(Engine("quick", Reading("a", 1.0)))
        assert engine.name == "quick"
        assert engine.read([blank(9, 9)]) == [Reading("a", 1.0)]

    def test_what_the_engine_raises_comes_through(self):
        with pytest.raises(OcrError, match="broken"):
            Timed(Engine("broken", fails="It is broken.")).read([blank(9, 9)])

    def test_an_engine_that_hangs_is_given_up_for_good(self):
        hanging = Hanging()
        engine = Timed(hanging, patience=0.02, patience_a_line=0.01)
        with pytest.raises(OcrError, match=r"hanging did not answer in 0\.04 s"):
            engine.read([blank(9, 9)] * 2)
        hanging.released.set()
        with pytest.raises(OcrError, match="did not answer"):
            engine.read([blank(9, 9)])
        assert hanging.calls == 1

    def test_a_program_that_hangs_is_killed(self, tmp_path, monkeypatch):
        program = tmp_path / "tesseract"
        answers = f"case $1 in --*) exec {shutil.which('tesseract')} $1 ;; esac"
        program.write_text(f"#!/bin/sh\n{answers}\necho $$ >{tmp_path}/pid\nexec sleep 600\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        engine = TesseractEngine(patience=2.0, patience_a_line=0.0)
        with pytest.raises(OcrError, match="timeout"):
            engine.read([drawn("Save")])
        with pytest.raises(ProcessLookupError):
            os.kill(int((tmp_path / "pid").read_text()), 0)
        assert {file.name for file in tmp_path.iterdir()} == {"tesseract", "pid", "deskhand"}, "no files left"


class TestReplacement:
    @pytest.mark.expects_log
    def test_a_failed_first_engine_is_replaced_aloud(self, caplog):
        second = Engine("second", Reading("Weekly", 0.4, doubt=0.9))
        reader = LineReader(Engine("first", fails="It is gone."), second)
        assert label_of(reader) == ("Weekly", "second", 0.4)
        assert [r.getMessage() for r in caplog.records] == ["It is gone. second reads in its place from now on."]
        assert second.asked == 1, "there is no second engine any more"

    @pytest.mark.expects_log
    def test_when_both_fail_the_error_of_the_last_is_raised_each_time(self):
        first, second = Engine("first", fails="It is gone."), Engine("second", fails="So is this.")
        reader = LineReader(first, second)
        for _ in range(2):
            with pytest.raises(OcrError, match="So is this"):
                label_of(reader)
        assert (first.asked, second.asked) == (1, 2)

    @pytest.mark.expects_log
    def test_a_failed_second_engine_is_dropped_aloud(self, caplog):
        first, second = Engine("first", Reading("Weekly", 0.6)), Engine("second", fails="It is gone.")
        reader = LineReader(first, second)
        assert label_of(reader) == ("Weekly", "first", 0.6)
        assert label_of(reader, "Other") == ("Weekly", "first", 0.6)
        assert len(caplog.records) == 1
        assert second.asked == 1

    @pytest.mark.expects_log
    def test_a_hanging_first_engine_is_replaced_too(self):
        hanging = Hanging()
        assert read_by(Timed(hanging, 0.02, 0.0), Engine("second", Reading("Weekly", 0.9)))[:2] == ("Weekly", "second")
        hanging.released.set()

    def test_a_first_engine_alone_fails_for_good(self):
        with pytest.raises(OcrError, match="gone"):
            read_by(Engine("first", fails="It is gone."))


class TestSecondReading:
    def test_is_not_asked_for_where_the_first_is_sure(self):
        second = Engine("second", Reading("Meekly", 1.0))
        assert read_by(Engine("first", Reading("Weekly", 0.97, doubt=0.2)), second)[:2] == ("Weekly", "first")
        assert second.asked == 0

    def test_is_taken_when_it_is_sure_of_every_word(self):
        first = Engine("first", Reading("Paragrap...", 0.93, doubt=0.38))
        assert read_by(first, Engine("second", Reading("Paragraph...", 0.95, doubt=0.05)))[1] == "second"
        assert read_by(first, Engine("second", Reading("Paraqraph...", 0.95, doubt=0.15)))[1] == "first"

    def test_leaves_words_of_interfaces_alone(self):
        first = Engine("first", Reading("Restore", 0.8, doubt=0.5))
        assert read_by(first, Engine("second", Reading("Bestore", 0.97, doubt=0.03)))[0] == "Restore"

    def test_that_says_the_same_makes_it_sure_and_mends_capitals(self):
        first = Engine("first", Reading("GO on", 0.7, doubt=0.6))
        read = read_by(first, Engine("second", Reading("Go on", 0.97, doubt=0.03)))
        assert read == ("Go on", "first+second", 0.97)


class TestLanguages:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("eng", ("eng",)),
            ("eng+deu", ("eng", "deu")),
            (" eng + chi_sim ", ("eng", "chi_sim")),
            ("rus+rus", ("rus",)),
        ],
    )
    def test_are_named_as_tesseract_names_them(self, text, names):
        assert languages_named(text) == names

    @pytest.mark.parametrize("text", ["", "en", "eng+", "English", "eng,deu", "../eng", "-l eng"])
    def test_wrong_names_are_refused(self, text):
        with pytest.raises(UsageError, match="names no language"):
            languages_named(text)

    def test_come_from_the_environment(self, monkeypatch):
        monkeypatch.delenv("DESKHAND_LANGUAGES", raising=False)
        assert default_languages() == ("eng",)
        monkeypatch.setenv("DESKHAND_LANGUAGES", "deu+fra")
        assert default_languages() == ("deu", "fra")

    def test_ppocr_knows_latin_letters_and_ideographs_alone(self):
        assert ppocr_knows(("eng", "deu", "pol", "chi_sim"))
        assert not any(map(ppocr_knows, [("rus",), ("eng", "heb"), ("ara",), ("kor",), ("jpn",), ("hin",), ("ron",)]))

    def test_missing_ones_are_named_with_their_packages(self):
        with pytest.raises(OcrError, match=r"rus and chi_sim; install tesseract-ocr-rus tesseract-ocr-chi-sim\."):
            demand(("eng", "rus", "chi_sim"), {"eng", "osd"})

    @pytest.mark.parametrize("engine", [TesseractEngine, TesserocrEngine])
    def test_an_engine_without_a_language_does_not_open(self, engine):
        with pytest.raises(OcrError, match="tesseract-ocr-xyz"):
            engine(("eng", "xyz"))

    def test_the_folder_is_found_by_its_variable_and_without(self, monkeypatch, tmp_path):
        monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
        usual = tessdata_folder()
        assert "eng" in languages_in(usual)
        for prefix in (usual, usual.parent):
            monkeypatch.setenv("TESSDATA_PREFIX", str(prefix))
            assert tessdata_folder() == usual
        monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
        assert tessdata_folder() is None


class TestChoice:
    def test_latin_is_read_by_ppocr_and_doubts_by_tesseract(self, paths):
        chosen = choose_readers(paths.weights, ("eng",))
        assert (chosen.first.name, chosen.second.name, chosen.lacking) == ("pp-ocr", "tesseract", False)

    def test_other_scripts_are_tesseracts_alone(self, paths):
        chosen = choose_readers(paths.weights, ("eng", "heb"))
        assert (chosen.first.name, chosen.second, chosen.lacking) == ("tesseract", None, False)
        assert "eng+heb" in chosen.said

    def test_a_script_nobody_here_reads_is_refused_by_name(self, paths):
        with pytest.raises(OcrError, match=r"^Tesseract has not learned to read xyz; install tesseract-ocr-xyz\.$"):
            choose_readers(paths.weights, ("xyz",))

    def test_a_latin_language_tesseract_lacks_is_read_by_ppocr_alone(self, paths, monkeypatch):
        only_english(monkeypatch)
        chosen = choose_readers(paths.weights, ("isl",))
        assert (chosen.first.name, chosen.second, chosen.lacking) == ("pp-ocr", None, True)
        assert "tesseract-ocr-isl" in chosen.said

    def test_where_ppocr_mistakes_accents_tesseract_reads_first(self, paths, monkeypatch):
        every_language(monkeypatch)
        monkeypatch.setattr(tesserocr_engine, "tesserocr", None)
        chosen = choose_readers(paths.weights, ("eng", "pol"))
        assert (chosen.first.name, chosen.second.name, chosen.lacking) == ("tesseract", "pp-ocr", False)

    def test_arabic_letters_are_read_by_the_program(self, paths, monkeypatch):
        every_language(monkeypatch)
        assert isinstance(choose_readers(paths.weights, ("ara",)).first, TesseractEngine)

    def test_without_tesserocr_the_program_is_asked(self, paths, monkeypatch):
        monkeypatch.setattr(tesserocr_engine, "tesserocr", None)
        chosen = choose_readers(paths.weights, ("eng",))
        assert isinstance(chosen.second, TesseractEngine)
        assert "fast-ocr" in chosen.said
        assert not chosen.lacking
        with pytest.raises(OcrError, match="fast-ocr"):
            TesserocrEngine()

    def test_the_grounder_takes_the_languages_of_the_environment(self, paths, monkeypatch):
        monkeypatch.setenv("DESKHAND_LANGUAGES", "heb")
        assert "Tesseract alone reads heb" in open_grounder(paths)[1][0].text
        assert "PP-OCR" in open_grounder(paths, ("eng",))[1][0].text


def only_english(monkeypatch):
    for engine in ("tesseract", "tesserocr_engine"):
        monkeypatch.setattr(f"deskhand.ground.{engine}.demand", lambda wanted, there: demand(wanted, {"eng"}))


def every_language(monkeypatch):
    monkeypatch.setattr("deskhand.ground.tesseract.demand", lambda wanted, there: None)


def test_the_command_takes_languages(paths, tmp_path, monkeypatch):
    cv2.imwrite(str(tmp_path / "x.png"), blank())
    look = ["look", "--image", str(tmp_path / "x.png")]
    assert isinstance(CliRunner().invoke(app, [*look, "--languages", "en"]).exception, UsageError)
    monkeypatch.setenv("DESKHAND_LANGUAGES", "eng+xyz")
    assert "tesseract-ocr-xyz" in str(CliRunner().invoke(app, look).exception)
    assert CliRunner().invoke(app, [*look, "--languages", "eng"]).exit_code == 0


class TestPages:
    def test_are_dark_on_light_and_twice_the_size(self):
        for picture in (blank(40, 12), blank(40, 12, (30, 30, 30))):
            page = page_of(picture)
            assert page.grey.shape == (24 + 2 * MARGIN, 80 + 2 * MARGIN)
            assert page.zoom == 2
            assert page.grey.min() >= 200

    def test_places_are_counted_on_the_line(self):
        reading = reading_of([Word("ab", MARGIN, 40, 0.9), Word("c", MARGIN + 60, 20, 0.6)], 2.0)
        assert reading == Reading("ab c", pytest.approx(0.8), (5.0, 15.0, 25.0, 35.0), pytest.approx(0.4))

    def test_ideographs_are_not_parted(self):
        words = [Word(sign, 20 * i, 18, 0.9) for i, sign in enumerate("保存")] + [Word("PDF", 60, 30, 0.9)]
        assert reading_of(words, 2.0).text == "保存 PDF"


HEBREW = "שמור את הקובץ"


@pytest.mark.parametrize("engine", [TesseractEngine, TesserocrEngine])
@pytest.mark.parametrize("dark", [False, True])
def test_a_line_from_right_to_left_keeps_its_logical_order(engine, dark):
    (reading,) = engine(("heb",)).read([drawn(HEBREW[::-1], 18, dark)])
    assert reading.text == HEBREW
    assert reading.places == ()


def test_the_grounder_reads_lines_from_right_to_left(paths):
    picture = blank(320, 120, (255, 255, 255))
    written = drawn(HEBREW[::-1], 18)
    picture[40 : 40 + written.shape[0], 60 : 60 + written.shape[1]] = written
    grounder, _ = open_grounder(paths, ("heb",))
    assert [e.text for e in grounder.read(Frame(picture, 0.0))] == [HEBREW]


@pytest.mark.parametrize("text", ["Größe ändern", "Paramètres réseau", "Tamaño de página", "Próxima página"])
def test_accents_are_read_by_the_first_engine(paths, text):
    (reading,) = choose_readers(paths.weights, ("eng",)).first.read([drawn(text, 18)])
    assert reading.text.replace(" ", "") == text.replace(" ", "")
