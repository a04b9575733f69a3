"""Views that rank documents, the fusion of their ranks, and the final order."""
