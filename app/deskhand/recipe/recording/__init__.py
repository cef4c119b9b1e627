"""From what a person showed to a recipe: pure functions on frozen data, in the order of the modules here.

`data` what was watched, `gestures` clicks and typing, `typing` the text that was meant, `fields` where it went,
`secrets` what must never be kept, `effects` what each step changed, `values` parameters, `compiling` the recipe.
"""
