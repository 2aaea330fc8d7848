// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The list of markers and sections: to jump, rename and remove. The way of the keyboard and of screen readers to them.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-view.h"

void lt_marker_list_open (LtEditView *view);
