// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The actions of the program (app.…): new, open, demo, theme, about, quit.
// Layer: app. Main thread.

#pragma once

#include "app/shell/application.h"

void lt_application_actions_install (LtApplication *self);
