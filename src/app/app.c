// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Starts GTK, or says why it can't.
// Layer: app.

#include "app/app.h"

#include "app/edit/browser.h"
#include "app/edit/edit-view.h"
#include "app/export/export-dialog.h"
#include "app/master/master-view.h"
#include "app/mix/balance-actions.h"
#include "app/mix/mix-view.h"
#include "app/mix/snapshot-actions.h"
#include "app/shell/application.h"
#include "app/shell/transport-bar.h"
#include "app/shell/welcome-view.h"
#include "app/shell/window.h"
#include "app/widgets/popover.h"

#include <glib/gi18n.h>
#include <stdio.h>

static const LtWindowView views[] = {
  { "edit", N_ ("Edit"), "lathe-waveform-symbolic", lt_edit_view_new },
  { "mix", N_ ("Mix"), "lathe-faders-symbolic", lt_mix_view_new },
  { "master", N_ ("Master"), "lathe-disc-symbolic", lt_master_view_new },
};

int
lt_app_main (int argc, char **argv)
{
  if (!gtk_init_check ())
    {
      fprintf (stderr, "lathe: %s\n",
               _ ("There is no display to open a window on. All commands work without one: see lathe --help."));
      return 1;
    }

  lt_popover_install ();
  lt_master_view_add_actions ();
  lt_export_dialog_add_actions ();
  lt_balance_actions_add ();
  lt_snapshot_actions_add ();
  lt_browser_add_actions ();
  lt_window_add_extension (lt_export_dialog_extend);
  lt_window_add_extension (lt_balance_actions_extend);
  lt_window_add_extension (lt_snapshot_actions_extend);
  lt_window_add_extension (lt_browser_extend);
  lt_window_set_views (views, G_N_ELEMENTS (views), lt_welcome_view_new, lt_transport_bar_new);
  g_autoptr (LtApplication) application = lt_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
