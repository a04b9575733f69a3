"""The circuit breakers of cloud models, by model: shared by all projects, since they share the model."""

from engine.llm.cloud.circuit_breaker import CircuitBreaker
from store.core.transaction import ReadView, WriteTransaction


def get_breaker(view: ReadView, model: str) -> CircuitBreaker:
    """Return the state of a model's breaker."""
    row = view.row("SELECT failures, pause, open_until FROM cloud_breakers WHERE model = ?", model)
    return CircuitBreaker(row["failures"], row["pause"], row["open_until"]) if row else CircuitBreaker()


def set_breaker(tx: WriteTransaction, model: str, state: CircuitBreaker) -> None:
    """Keep the state of a model's breaker; a closed one needs no row."""
    if state == CircuitBreaker():
        tx.execute("DELETE FROM cloud_breakers WHERE model = ?", model)
        return
    tx.execute(
        "INSERT OR REPLACE INTO cloud_breakers VALUES (?, ?, ?, ?)",
        model,
        state.failures,
        state.pause,
        state.open_until,
    )
