"""The task of `dxplan site`: the papers of a meeting as pages for a browser, from the same comparison."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxplan_cli.app.check import with_excerpts
from dxplan_cli.app.edition import edition_of
from dxplan_cli.app.images import read_images
from dxplan_cli.app.occasion import choose_occasion
from dxplan_cli.app.pair import Names
from dxplan_cli.app.plan_findings import check_command, pair_of, refuse_errors, summary_of
from dxplan_cli.app.stamp import stamp_of
from dxplan_cli.app.workspace import read_plan, refuse_data_folder, refuse_unwritable
from dxplan_cli.checks.inspection import Inspection
from dxplan_cli.checks.registry import judge
from dxplan_cli.errors import UsageError
from dxplan_cli.papers.catalogue import safe_stem
from dxplan_cli.papers.material import Material
from dxplan_cli.papers.site.site import Site, make_site
from dxplan_cli.render.html.pages import FILES, GENERATOR, render_folder, render_single
from dxplan_cli.store.disk import remove
from dxplan_cli.store.write import write_file
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxplan_cli.checks.registry import Verdict
    from dxplan_cli.model.finding import Finding
    from dxplan_cli.trace.trace import Trace

_ENDING: Final = ".html"
_NAME: Final = "資料のページ"
_HEAD_BYTES: Final = 4096


class Wish(Value, kw_only=True):
    """What is to be shown: which drafts, for which meeting, in which edition."""

    meeting: str | None = None
    base: str | None = None
    revised: str | None = None
    edition: str | None = None


class Built(Value):
    """A site before it is drawn, with its images, and what was looked at and found by `check`."""

    site: Site
    images: Mapping[str, bytes]
    inspection: Inspection
    verdict: Verdict
    remarks: tuple[str, ...] = ()

    @property
    def trace(self) -> Trace:
        """What is shown."""
        return self.inspection.known[0]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What `check` has to say of the plan."""
        return self.verdict.findings


class Delivery(Value):
    """The pages written, those of an earlier run taken away, and what `check` has to say.

    `exposed` are those findings that are about the finished pages.
    """

    written: tuple[Path, ...]
    removed: tuple[Path, ...]
    findings: tuple[Finding, ...]
    exposed: tuple[Finding, ...]
    remarks: tuple[str, ...] = ()
    summary: str = ""


def refuse_mixture(*, is_served: bool, written: Mapping[str, bool], has_port: bool) -> None:
    """Refuse options of writing beside `--serve`, and the other way round.

    Raises:
        UsageError: names the first that does not fit.
    """
    name = next((name for name, is_given in written.items() if is_given), None)
    if is_served and name is not None:
        message = f"--serve と {name} は一緒に使えません"
        raise UsageError(message, "--serve は見るだけで、ファイルを作りません。どちらかを外してください")
    if has_port and not is_served:
        message = "--port は --serve と一緒に使います"
        raise UsageError(message, "dxplan site --serve --port 番号 としてください")


def build_site(root: Path, wish: Wish) -> Built:
    """Make the site of a plan.

    Raises:
        UsageError: a name means nothing.
        DataError: the plan is refused, or an image cannot be shown.
    """
    edition = edition_of(wish.edition)
    plan = read_plan(root)
    occasion = choose_occasion(plan, root, Names(base=wish.base, revised=wish.revised), wish.meeting)
    trace = occasion.trace
    inspection = Inspection(plan, known=(trace,), is_public=edition.is_public, pair=pair_of(trace))
    verdict = judge(inspection)
    material = Material(plan, trace, occasion.meeting, None, stamp_of(trace), edition)
    site = make_site(material, with_excerpts(root, verdict.findings))
    return Built(
        site, read_images(root, [site.marked], occasion.compared.images), inspection, verdict, occasion.remarks
    )


def write_site(root: Path, wish: Wish, out: Path, *, is_single: bool = False, is_strict: bool = False) -> Delivery:
    """Write the pages into a folder, or all in one file, whose name `out` may be.

    Raises:
        UsageError: a name means nothing, or `out` is the name of a file where a folder is wanted.
        DataError: as for `build_site`; errors in the plan with `is_strict`; a page cannot be written.
    """
    _refuse_out(out, is_single=is_single)
    built = build_site(root, wish)
    pages = dict(_pages(built, out, is_single=is_single))
    exposed = _exposed(pages, built)
    findings = (*built.findings, *exposed)
    is_named = any(name is not None for name in (wish.base, wish.revised, wish.meeting))
    command = check_command(built.trace, is_public=built.site.is_public, is_named=is_named)
    if is_strict:
        refuse_errors(root, findings, "ページ", command)
    for path, content in pages.items():
        write_file(path, content)
    removed = () if is_single else tuple(_remove_others(out, pages))
    return Delivery(
        tuple(pages), removed, findings, exposed, built.remarks, summary_of(findings, built.verdict.elsewhere, command)
    )


def _exposed(pages: Mapping[Path, bytes], built: Built) -> tuple[Finding, ...]:
    """Return what the finished pages for the public tell that they must not, read back as a stranger would."""
    if not built.site.is_public:
        return ()
    from dxplan_cli.app.produced import check_pages  # noqa: PLC0415 - 35 ms of patterns for the public edition alone

    return check_pages(pages, built.inspection, built.verdict.accepted)


def _pages(built: Built, out: Path, *, is_single: bool) -> Iterator[tuple[Path, bytes]]:
    if not is_single:
        yield from ((out / name, page) for name, page in render_folder(built.site, built.images).items())
        return
    site = built.site
    stem = safe_stem(_NAME, site.edition, site.stamp.label)
    yield (out if _is_page(out) else out / f"{stem}{_ENDING}"), render_single(site, built.images)


def _refuse_out(out: Path, *, is_single: bool) -> None:
    if _is_page(out) and not is_single:
        message = f"-o の {out} はファイルの名前です"
        raise UsageError(message, "フォルダの名前にするか、一つのファイルにするなら --single-file を付けてください")
    if not _is_page(out):
        refuse_unwritable(out)
    refuse_data_folder(out / FILES[0])


def _remove_others(folder: Path, pages: Mapping[Path, bytes]) -> Iterator[Path]:
    """Take away pages of an earlier run that this one has not: the findings must not stay beside the public's pages."""
    for path in (folder / name for name in FILES):
        if path not in pages and path.is_file() and GENERATOR.encode() in path.read_bytes()[:_HEAD_BYTES]:
            remove(path)
            yield path


def _is_page(path: Path) -> bool:
    return path.suffix.lower() == _ENDING
