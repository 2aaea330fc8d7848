# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What somebody who does not see the screen would miss: a walk over all that is shown.

from gui import INTERACTIVE, Atspi, GLib, has_name, is_shown, labelled, path_of

# What GTK calls a thing of which it knows nothing.
NO_ROLE = {"unknown", "invalid", "filler", "panel", "section", "grouping"}
# They take the focus only to hand it on, or to scroll by keys: GTK's own, named by what is in them.
FRAMES = {"scroll pane", "list", "table", "frame", "window", "dialog", "viewport", "tree table"}
# What is moved has a value: as a number, or as words in its name where GTK has no number for it.
MOVED = {"slider", "spin button", "scroll bar"}


def has_number(node):
    return "Value" in node.get_interfaces()


def missing(node):
    """What is missing at this one; None: nothing."""
    role = node.get_role_name()
    focusable = node.get_state_set().contains(Atspi.StateType.FOCUSABLE)
    if not focusable and role not in INTERACTIVE:
        return None
    if role not in FRAMES and not has_name(node) and not labelled(node):
        return "a name"
    if role in NO_ROLE and not has_number(node):
        return "a role"
    if focusable and role in MOVED and not has_number(node) and "," not in node.get_name():
        return "a value"
    return None


def gaps(root):
    """Of all below @root that is shown. What is in a combo box is GTK's, and its box speaks for it."""
    found, n = [], 0
    stack = [root]
    while stack:
        node = stack.pop()
        try:
            if not is_laid_out(node):
                continue
            n += 1
            what = missing(node)
            if what is not None:
                found.append(f"{what}: {path_of(node)}")
            if node.get_role_name() != "combo box":
                stack += [child for child in (node.get_child_at_index(i) for i in range(node.get_child_count())) if child is not None]
        except GLib.Error:
            continue  # it went away meanwhile
    return found, n


def is_laid_out(node):
    """Pages of a stack have no place of their own."""
    try:
        return is_shown(node)
    except GLib.Error:
        return True
