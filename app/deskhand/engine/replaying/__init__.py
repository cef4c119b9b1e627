"""The replay of a recipe, step by step: looking for targets, acting, seeing, dismissing what came between, settling."""
