from basket import total_cents


def test_single():
    assert total_cents([(250, 1), (100, 1)]) == 350


def test_counts():
    assert total_cents([(250, 3), (100, 2)]) == 950
