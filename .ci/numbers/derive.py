"""Derives src/number/plan.txt from the plan of numbers of libphonenumber (PyPI's phonenumbers).

Usage: python .ci/numbers/derive.py > src/number/plan.txt
"""

import collections
import importlib.metadata
import phonenumbers
from phonenumbers import PhoneMetadata

try:
    import re._parser as sre
except ImportError:  # Before Python 3.11.
    import sre_parse as sre

DIGITS = "0123456789"
TYPES = (
    "fixed_line mobile toll_free premium_rate shared_cost personal_number voip pager uan voicemail"
).split()
SHORT = "toll_free premium_rate emergency short_code standard_rate sms_services".split()
# How many leading digits tell the length of a number. In these two countries only four do.
DEPTH = collections.defaultdict(lambda: 3, GB=4, IE=4)
# A rarity among longer numbers is written out rather than allowed for all of its beginning.
RARE = 7


def branches(items, leaf, join):
    """All ways through a pattern: `leaf` makes one of a class of digits, `join` of two ways."""
    ways = {leaf(None)}
    for code, value in items:
        match str(code):
            case "LITERAL":
                more = {leaf(chr(value))}
            case "IN":
                more = {leaf("".join(sorted(digits(value))))}
            case "SUBPATTERN":
                more = branches(value[3], leaf, join)
            case "BRANCH":
                more = set().union(*(branches(branch, leaf, join) for branch in value[1]))
            case "MAX_REPEAT":
                low, high, inner = value
                once, times, more = branches(inner, leaf, join), {leaf(None)}, set()
                for count in range(int(high) + 1):
                    more |= times if count >= low else set()
                    times = join(times, once)
            case other:
                raise ValueError(other)
        ways = join(ways, more)
    return ways


def digits(items):
    found = set()
    for code, value in items:
        match str(code):
            case "LITERAL":
                found.add(chr(value))
            case "RANGE":
                found |= {chr(c) for c in range(value[0], value[1] + 1)}
            case _:
                found |= set(DIGITS)
    return found


def beginnings(pattern, depth):
    """The first digits of all numbers of a pattern, each with a length."""
    ways = branches(
        sre.parse(pattern),
        lambda c: ((c,), 1) if c else ((), 0),
        lambda a, b: {((x + y)[:depth], m + n) for x, m in a for y, n in b},
    )
    found = set()
    for classes, length in ways:
        heads = {""}
        for one in classes:
            heads = {head + digit for head in heads for digit in one}
        found |= {(head, length) for head in heads}
    return found


def whole(pattern):
    """All numbers of a pattern as sequences of classes of digits."""
    return branches(
        sre.parse(pattern),
        lambda c: (c,) if c else (),
        lambda a, b: {x + y for x in a for y in b},
    )


def shown(classes):
    def one(c):
        if c == DIGITS:
            return "?"
        return c if len(c) == 1 else f"[{c}]"

    return "".join(map(one, classes))


def patterns(metadata, kinds):
    for kind in kinds:
        description = getattr(metadata, kind)
        if description and description.national_number_pattern not in (None, "NA"):
            yield description.national_number_pattern


def lengths(region):
    metadata = PhoneMetadata.metadata_for_region(region)
    table, rare = collections.defaultdict(set), set()
    for pattern in patterns(metadata, TYPES):
        for head, length in beginnings(pattern, DEPTH[region]):
            table[head].add(length)
    usual = collections.Counter(length for found in table.values() for length in found)
    usual = sorted(length for length, count in usual.items() if count * 4 >= len(table))
    if usual[0] > RARE:
        for pattern in patterns(metadata, TYPES):
            rare |= {way for way in whole(pattern) if len(way) <= RARE}
        if len(rare) <= 8:
            for found in table.values():
                found -= set(range(RARE + 1))
        else:
            rare = set()
    return usual, {h: frozenset(f) for h, f in table.items() if f}, sorted(map(shown, rare))


def compressed(table, head=""):
    """Beginnings that have all the same lengths stand as one."""
    below = {h: f for h, f in table.items() if h.startswith(head)}
    sets = set(below.values())
    if not below:
        return {}
    if len(sets) == 1 and head:
        return {head: sets.pop()}
    found = {}
    for digit in DIGITS:
        found |= compressed(below, head + digit)
    return found


def ranges(heads):
    """Beginnings that follow each other as one: 120-124."""
    out = []
    for head in sorted(heads):
        last = out[-1] if out else None
        if last and len(last[1]) == len(head) and int(last[1]) + 1 == int(head):
            last[1] = head
        else:
            out.append([head, head])
    return ",".join(a if a == b else f"{a}-{b}" for a, b in out)


def main():
    version = importlib.metadata.version("phonenumbers")
    print(f"# The plan of numbers of libphonenumber {version} (Apache-2.0): a line a region, with its code,")
    print("# what is dialled before a number at home, before one abroad, the usual lengths without that,")
    print("# lengths by the first digits, numbers of other lengths, and after | the short numbers.")
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        metadata = PhoneMetadata.metadata_for_region(region)
        # The countries of North America share one plan, which is that of the United States here.
        if metadata.country_code == 1 and region not in ("US",):
            continue
        usual, table, rare = lengths(region)
        groups = collections.defaultdict(list)
        for head, found in compressed(table).items():
            groups[",".join(map(str, sorted(found)))].append(head)
        if region == "US":
            groups = {"10": list("23456789")}
        prefix = metadata.international_prefix or "00"
        prefix = prefix if prefix.isdigit() else "0011" if region == "AU" else "00"
        short = set()
        codes = PhoneMetadata.short_metadata_for_region(region)
        if codes:
            for pattern in patterns(codes, SHORT):
                short |= whole(pattern)
        print(
            region,
            metadata.country_code,
            metadata.national_prefix if (metadata.national_prefix or "").isdigit() else "-",
            prefix,
            ",".join(map(str, usual)),
            *(f"{found}:{ranges(heads)}" for found, heads in sorted(groups.items())),
            *(f"={number}" for number in rare),
            "|",
            *sorted(map(shown, short)),
        )


if __name__ == "__main__":
    main()
