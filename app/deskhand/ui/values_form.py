"""A form made from the parameters of a recipe; what is typed is checked when it is run."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QLineEdit, QWidget

from deskhand.recipe.format.schema import Parameter
from deskhand.system.language import _

from .parts import button, label, row


class ValuesForm(QWidget):
    """A field for each parameter."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        super().__init__()
        self._fields: dict[str, QLineEdit | QComboBox] = {}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, parameter in parameters.items():
            title = parameter.label or name
            if parameter.type == "secret":
                form.addRow(title, label(_("from the keyring, or asked when it is needed"), "soft"))
                continue
            field = self._field(parameter)
            field.setAccessibleName(title)
            self._fields[name] = field
            if parameter.type == "file" and isinstance(field, QLineEdit):
                line = row(field, button(_("Choose…"), lambda field=field: self._choose(field)))  # type: ignore[misc]
                line.setStretch(0, 1)
                form.addRow(title, line)
            else:
                form.addRow(title, field)

    def values(self) -> dict[str, str]:
        """What was given; what is left empty is as the recipe has it."""
        given = {}
        for name, field in self._fields.items():
            text = field.currentText() if isinstance(field, QComboBox) else field.text()
            if text:
                given[name] = text
        return given

    def _field(self, parameter: Parameter) -> QLineEdit | QComboBox:
        if parameter.type == "choice":
            choice = QComboBox()
            choice.addItems(list(parameter.choices))
            if parameter.default is not None:
                choice.setCurrentText(parameter.default)
            return choice
        field = QLineEdit()
        if parameter.default is not None:
            field.setPlaceholderText(" ".join(parameter.default.split())[:120])
        elif parameter.type == "date":
            field.setPlaceholderText(_("a date, as 2026-11-04"))
        elif parameter.type == "number":
            field.setPlaceholderText(_("a number, as 12.50"))
        return field

    def _choose(self, field: QLineEdit) -> None:
        file, _kind = QFileDialog.getOpenFileName(self, _("Choose a file"), field.text())
        if file:
            field.setText(file)


__all__ = ["ValuesForm"]
