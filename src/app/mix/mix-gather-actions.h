// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Groups, VCAs and folders by key and by name: the "mix." actions of LtMixView for them.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

/* Once, in the view's class_init. */
void lt_mix_gather_actions_install (GtkWidgetClass *class);
