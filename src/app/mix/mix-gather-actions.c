// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each acts on the picked strips, and on the one in focus.
// Layer: app.

#include "app/mix/mix-gather-actions.h"

#include "app/mix/mix-edit.h"
#include "app/mix/mix-view.h"
#include "app/mix/strip-gather.h"
#include "app/shell/actions.h"
#include "session/edit-vca.h"

#include <glib/gi18n.h>

static const LtActionRow rows[] = {
  { "mix.group", N_ ("Group of the strip"), N_ ("Mix"), "g", LT_ACTIONS_MIX },
  { "mix.new-group", N_ ("New group from selection"), N_ ("Mix"), "<Control>g", LT_ACTIONS_MIX },
  { "mix.new-vca", N_ ("New VCA from selection"), N_ ("Mix"), "<Control><Shift>v", LT_ACTIONS_MIX },
  { "mix.add-vca", N_ ("Add VCA"), N_ ("Mix"), NULL, LT_ACTIONS_MIX },
  { "mix.new-folder", N_ ("New folder from selection"), N_ ("Mix"), "<Control><Shift>g", LT_ACTIONS_MIX },
  { "mix.fold", N_ ("Fold or unfold the folder"), N_ ("Mix"), "<Shift>f", LT_ACTIONS_MIX },
};

static LtContext *
context_of (GtkWidget *widget)
{
  return lt_mix_view_get_context (LT_MIX_VIEW (widget));
}

/* 0: none. */
static LtId
strip_of (GtkWidget *widget)
{
  return lt_mix_edit_get_session (context_of (widget)) != NULL ? lt_mix_view_get_current (LT_MIX_VIEW (widget)) : 0;
}

static void
on_group (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtMixStrip *strip = lt_mix_view_find_strip (LT_MIX_VIEW (widget), strip_of (widget));

  if (strip != NULL)
    lt_mix_strip_open_group (strip);
}

static void
on_new_group (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (strip_of (widget) != 0)
    lt_strip_gather_new_group (context_of (widget), strip_of (widget));
}

static void
on_new_vca (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtId id = strip_of (widget) != 0 ? lt_strip_gather_new_vca (context_of (widget), strip_of (widget)) : 0;

  if (id != 0)
    lt_mix_view_pick_new (LT_MIX_VIEW (widget), id);
}

static void
on_add_vca (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtSession *session = lt_mix_edit_get_session (context_of (widget));
  LtId             id = 0;

  if (session != NULL && lt_mix_edit_apply (context_of (widget), lt_edit_vca_add (session, _ ("VCA"), &id), _ ("Add VCA"), NULL))
    lt_mix_view_pick_new (LT_MIX_VIEW (widget), id);
}

static void
on_new_folder (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtId id = strip_of (widget) != 0 ? lt_strip_gather_new_folder (context_of (widget), strip_of (widget)) : 0;

  if (id != 0)
    lt_mix_view_pick_new (LT_MIX_VIEW (widget), id);
}

static void
on_fold (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (strip_of (widget) != 0)
    lt_strip_gather_toggle_fold (context_of (widget), strip_of (widget));
}

void
lt_mix_gather_actions_install (GtkWidgetClass *class)
{
  static const GtkWidgetActionActivateFunc handlers[] = { on_group, on_new_group, on_new_vca, on_add_vca, on_new_folder, on_fold };

  G_STATIC_ASSERT (G_N_ELEMENTS (handlers) == G_N_ELEMENTS (rows));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_class_install_action (class, rows[i].action, NULL, handlers[i]);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}
