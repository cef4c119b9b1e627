"""Many boxes asked at once answer as each of them would."""

from random import Random

from deskhand.core.geometry import Box
from deskhand.ground.places import Places


def boxes(random, count):
    return [
        Box(random.randrange(90), random.randrange(90), random.randrange(30), random.randrange(30))
        for _ in range(count)
    ]


def test_the_answers_are_those_of_boxes():
    random = Random(5)
    known = boxes(random, 60)
    places = Places(known[:20])
    for box in known[20:]:
        places.add(box)
    for box in boxes(random, 60):
        assert places.lying_on(box, 0.77) == [i for i, b in enumerate(known) if b.coverage(box) > 0.77]
        assert places.cover(box, 0.0) == any(b.overlaps(box) for b in known)
        assert places.cover(box, 0.77) == any(box.coverage(b) > 0.77 for b in known)
        assert places.collide(box, 0.37) == any(max(box.coverage(b), b.coverage(box)) > 0.37 for b in known)


def test_no_boxes_answer_no():
    assert Places().lying_on(Box(0, 0, 9, 9), 0.5) == []
    assert not Places().cover(Box(0, 0, 9, 9), 0.5)
