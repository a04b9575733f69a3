"""Read what is proved along with a file: kept texts for SQL, the SQL of the named units for a spec."""

from itertools import groupby
from operator import attrgetter

from jobs.kinds.convert.convert_input import KeptText, KeptTexts, NamedText
from store.codebase import units, versions
from store.codebase.sources import SourceRow
from store.core import texts
from store.core.bare_names import WORD
from store.core.transaction import ReadView
from store.files import spec_files


def list_kept_texts(view: ReadView, source: int) -> tuple[KeptTexts, ...]:
    """Return the texts to prove again when the units of a source are converted."""
    found = groupby(versions.list_reprovable(view, source), attrgetter("kind", "name", "sql"))
    return tuple(
        KeptTexts(kind, name, texts.get(view, sql), tuple(_kept_text(view, each.spec) for each in group))
        for (kind, name, sql), group in found
    )


def list_named_sql(view: ReadView, project: str, text: str) -> tuple[NamedText, ...]:
    """Return the project's units whose name occurs in a text; of two with the same name, the later one."""
    words = {word.casefold() for word in WORD.findall(text)}
    named = {(unit.kind, unit.name): unit.hash for unit in units.list_mentioned(view, project, words)}
    return tuple(NamedText(kind, name, digest, texts.get(view, digest)) for (kind, name), digest in named.items())


def list_script(view: ReadView, source: SourceRow) -> tuple[str, ...]:
    """Return the SQL of the units that a spec file holds, if it is one that we wrote alone and nobody edited since."""
    file = spec_files.find(view, source.project, source.folder, source.path)
    if file is None or not file.alone or source.hash != file.written:
        return ()
    return tuple(texts.get(view, digest) for digest in units.list_sql_written_in(view, file.id))


def _kept_text(view: ReadView, digest: str) -> KeptText:
    return KeptText(digest, texts.get(view, digest))
