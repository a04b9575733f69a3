"""Vectors of fingerprints and words."""

import numpy as np

from engine.retrieval.embedders.hashed_words import fit_hashed_words
from engine.retrieval.embedders.projection import DIMENSIONS, fit_projection

FEW = [{1: 1.0, 2: 2.0}, {2: 1.0, 700: 1.0}, {}]
MANY = [{at: 1.0, at % 7: 2.0, at % 11 + 20: 1.0} for at in range(400)]


def test_few_documents_are_folded_without_a_decomposition() -> None:
    projection = fit_projection("shape", FEW, 1024)
    assert projection.matrix is None
    assert projection.vectors(FEW).shape == (3, DIMENSIONS)


def test_many_documents_have_a_decomposition() -> None:
    projection = fit_projection("shape", MANY, 1024)
    assert projection.matrix is not None
    assert np.allclose(np.linalg.norm(projection.vectors(MANY), axis=1), 1.0, atol=1e-4)


def test_an_empty_document_has_a_vector_of_zeros() -> None:
    assert not fit_projection("shape", FEW, 1024).vectors(FEW)[2].any()


def test_the_id_changes_with_the_data() -> None:
    one, other = fit_projection("shape", FEW, 1024), fit_projection("shape", MANY, 1024)
    assert one.id == fit_projection("shape", FEW, 1024).id
    assert one.id != other.id


def test_texts_with_the_same_words_are_near() -> None:
    embedder = fit_hashed_words(["ship an order", "close the account", "total of orders"])
    ship, near, far = embedder.embed(["ship an order", "shipping of orders", "close the account"])
    assert float(ship @ near) > float(ship @ far)
