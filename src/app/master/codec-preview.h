// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A window beside the Master view: the master through a lossy codec, heard in its place, with its overs.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* The one window of @parent's session, made when it is not there. It goes with @parent. */
void lt_codec_preview_present (LtContext *context, GtkWindow *parent);
