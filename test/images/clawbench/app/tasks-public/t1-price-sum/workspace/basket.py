def total_cents(lines: list[tuple[int, int]]) -> int:
    """Sum of a basket, given as (price in cents, count) pairs."""
    total = 0
    for cents, count in lines:
        total += cents
    return total
