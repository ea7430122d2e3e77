"""Sound as samples and as features: log-mel frames, levels, noise, impulse responses of rooms, synthetic sounds."""
