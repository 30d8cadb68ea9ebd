"""Pictures drawn as SVG, and the figures behind them."""
