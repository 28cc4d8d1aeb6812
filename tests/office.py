"""A real LibreOffice, for the tests that look at what a Word file becomes on paper.

Without it such tests are skipped, or fail where PLAN_ASSISTANT_OFFICE is "required".
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

SECONDS = 100  # its first start on a slow machine makes its own profile


def pages(word: bytes, folder: Path) -> list[str]:
    """The words on each page of a Word file, as LibreOffice lays it out; a space between any two.

    Args:
        folder: an empty one; its profile is made there, so that no other run of it is in the way.
    """
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("PLAN_ASSISTANT_OFFICE") == "required":
            pytest.fail('PLAN_ASSISTANT_OFFICE is "required" and there is no program "soffice": install LibreOffice.')
        pytest.skip("there is no LibreOffice here")
    paper = folder / "paper.docx"
    paper.write_bytes(word)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(paper)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert paper.with_suffix(".pdf").is_file(), f"LibreOffice could not open it: {done.stdout} {done.stderr}"
    opened = pypdfium2.PdfDocument(paper.with_suffix(".pdf"))
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in opened]
    finally:
        opened.close()
