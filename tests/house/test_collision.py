"""Our root folders are top-level packages: no other distribution may provide one of the same name."""

from importlib import metadata

from specdeck import HOUSE


def test_no_other_distribution_provides_a_package_of_ours():
    owners = metadata.packages_distributions()
    rivals = {name: set(owners.get(name, [])) - {"specdeck"} for name in HOUSE}
    assert not any(rivals.values()), rivals


def test_no_other_distribution_installs_files_into_our_folders():
    ours = set(HOUSE)
    for distribution in metadata.distributions():
        if distribution.name != "specdeck":
            tops = {file.parts[0] for file in distribution.files or ()}
            assert not tops & ours, distribution.name
