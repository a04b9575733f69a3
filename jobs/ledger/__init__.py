"""The truth about jobs: claims, leases, fencing, retries."""
