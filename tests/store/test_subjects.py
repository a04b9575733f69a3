"""What a job is about is read in one place, and there is one way to write it."""

import pytest

from store.core.subjects import SubjectError, check_subject, number_from_subject, project_from_subject

STRANGE = [
    "source:+7", "source:\u0667", "source: 7", "source:7 ", "source:07", "source:7_0", "source:-7", "source:", "source",
    "7", "SOURCE:7", "source:7:8", "spec-file:x", "source:" + "9" * 30, "project:", "project:a/b", "project:a@",
    "project:a@-1", " source:7", "project:a@1@2",
]  # fmt: skip


def test_a_numbered_subject_is_read():
    assert (number_from_subject("source:7", "source"), number_from_subject("spec-file:12", "spec-file")) == (7, 12)


def test_a_project_is_read_with_its_page():
    assert (project_from_subject("project:prj_1"), project_from_subject("project:prj_1@7")) == (
        ("prj_1", 0),
        ("prj_1", 7),
    )


@pytest.mark.parametrize("subject", STRANGE)
def test_a_subject_that_is_written_in_another_way_is_refused_by_every_reader(subject):
    for read in (
        lambda: number_from_subject(subject, "source"),
        lambda: number_from_subject(subject, "spec-file"),
        lambda: project_from_subject(subject),
    ):
        with pytest.raises(SubjectError):
            read()


@pytest.mark.parametrize("subject", [each for each in STRANGE if each != "7"])
def test_a_subject_that_looks_like_a_known_one_is_refused_when_a_job_is_ordered(subject):
    with pytest.raises(SubjectError):
        check_subject(subject)


@pytest.mark.parametrize("subject", ["x", "drill:1:hang", "noop:3", "source:7", "project:prj_1"])
def test_other_subjects_pass(subject):
    check_subject(subject)
