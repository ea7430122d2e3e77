import type { LayerKind } from '../../../inside/network-layers.js';

/**
 * Formula of each kind of layer, line by line. x is the input, y the output, w and W weights, β the bias, t the frame, f the band, c and
 * k channels, i and j taps, s the stride, σ the sigmoid, h(v) = v · min(max(v + 3, 0), 6) / 6 the hard swish.
 */
export const FORMULAS: Readonly<Record<LayerKind, readonly string[]>> = {
  normalize: ['y[t, b] = (x[t, b] − μ[b]) · s[b]'],
  conv: ['y[t, f, c] = max(0, β[c] + Σ x[t − i, s·f + j, k] · w[i, j, k, c])'],
  stem: ['y[t, f, c] = h(β[c] + Σ x[2t − i, 2f + j] · w[i, j, c])', 'h(v) = v · min(max(v + 3, 0), 6) / 6'],
  block: ['u = a(E · x)', 'v = a(D ∗ u)', 'g = σ(W₂ · max(0, W₁ · m))', 'y = P · (g ⊙ v) + x'],
  embedding: ['y[c] = 1/F · Σ h(β[c] + Σ x[f, k] · w[k, c])', 'h(v) = v · min(max(v + 3, 0), 6) / 6'],
  slow: ['y = h(β + W · x)', 'h(v) = v · min(max(v + 3, 0), 6) / 6'],
  dense: ['y = max(0, β + W · x)'],
  gru: [
    'r = σ(Wᵣ · x + Uᵣ · h + bᵣ)',
    'z = σ(W_z · x + U_z · h + b_z)',
    'n = tanh(Wₙ · x + b + r ⊙ (Uₙ · h + c))',
    'h′ = (1 − z) ⊙ n + z ⊙ h',
  ],
  gated: ['y = tanh(W₁ ∗ x) ⊙ σ(W₂ ∗ x)'],
  post: ['y = max(0, β + W · max(0, Σ skips))'],
  heads: ['logit = β + Σ x · w', 'score = σ(logit / T)'],
};
