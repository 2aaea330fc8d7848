// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two rows for the sides, one for the number of trials.
// Layer: app.

#include "app/master/blind-setup.h"

#include "app/shell/monitor-actions.h"
#include "studio/live-blind.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define KEY "lathe-blind-setup"

static const guint counts[] = { 8, 10, 12, 16, 20, 25, 32 };
#define COUNT_AT_FIRST 3

typedef struct
{
  LtContext *context; /* lives longer */
  GArray    *ids;     /* of LtId: the references, behind mix and master in both rows */
  GtkWidget *rows[2], *count;
  gboolean   is_filling;
} Setup;

static void
setup_free (gpointer data)
{
  Setup *self = data;

  g_array_unref (self->ids);
  g_free (self);
}

static const LtSession *
session_of (const Setup *self)
{
  return lt_document_get_session (lt_context_get_document (self->context));
}

/* 0: none. */
static LtId
reference_of (const Setup *self, int row)
{
  guint at = adw_combo_row_get_selected (ADW_COMBO_ROW (self->rows[row]));

  return at >= 2 && at - 2 < self->ids->len ? g_array_index (self->ids, LtId, at - 2) : 0;
}

static LtLiveSide
side_of (const Setup *self, int row)
{
  guint at = adw_combo_row_get_selected (ADW_COMBO_ROW (self->rows[row]));

  return at == 0 ? LT_LIVE_MIX : at == 1 ? LT_LIVE_MASTER : LT_LIVE_REFERENCE;
}

/* A strip that is listened to takes the place of all sides. */
static gboolean
is_listening (const LtSession *session)
{
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    if (lt_session_get_strip (session, i)->solo && session->solo_mode != LT_SOLO_IN_PLACE)
      return TRUE;
  return FALSE;
}

static LtBlindPlan
plan_of (const Setup *self)
{
  LtBlindPlan plan = { { side_of (self, 0), side_of (self, 1) }, { reference_of (self, 0), reference_of (self, 1) }, 0 };

  plan.n_trials = counts[adw_combo_row_get_selected (ADW_COMBO_ROW (self->count))];
  if (plan.reference_ids[0] != 0 && plan.reference_ids[1] != 0 && plan.reference_ids[0] != plan.reference_ids[1])
    plan.sides[1] = LT_LIVE_RIVAL;
  return plan;
}

/* The one that stands by, and the one beside it; 0: none. */
static void
wanted_of (const LtBlindPlan *plan, LtId *reference_id, LtId *rival_id)
{
  *reference_id = plan->reference_ids[0] != 0 ? plan->reference_ids[0] : plan->reference_ids[1];
  *rival_id = plan->sides[1] == LT_LIVE_RIVAL ? plan->reference_ids[1] : 0;
}

const char *
lt_blind_setup_read (GtkWidget *widget, LtBlindPlan *plan)
{
  const Setup     *self = g_object_get_data (G_OBJECT (widget), KEY);
  const LtSession *session = session_of (self);
  LtLive          *live = lt_context_get_live (self->context);
  LtId             reference_id, rival_id;

  *plan = plan_of (self);
  wanted_of (plan, &reference_id, &rival_id);
  if (plan->sides[0] == plan->sides[1])
    return _ ("Choose two that differ.");
  if ((reference_id != 0 && reference_id != lt_live_get_reference (live)) || rival_id != lt_live_blind_get_rival (live))
    return _ ("That reference can't be heard. Choose another one.");
  if (session != NULL && is_listening (session))
    return _ ("A soloed strip is heard in place of both. Clear all solos first.");
  if (lt_live_get_alone (live) != 0)
    return _ ("One effect is heard alone in place of its chain. End that first.");
  if (lt_live_blind_is_ready (live, plan->sides[0], plan->sides[1]))
    return NULL;
  return lt_live_is_rolling (live) || rival_id != 0 ? _ ("Measuring how loud both are…") : _ ("Play what is to be compared for a few seconds: first it is measured how loud both are.");
}

/* The one that both rows together ask for: what the other row had before may stand by still. */
static void
on_side (GObject *row, GParamSpec *pspec, Setup *self)
{
  if (self->is_filling || self->count == NULL)
    return;
  LtBlindPlan        plan = plan_of (self);
  LtLive            *live = lt_context_get_live (self->context);
  g_autoptr (GError) error = NULL;
  LtId               reference_id, rival_id;

  wanted_of (&plan, &reference_id, &rival_id);
  if (reference_id != 0 && reference_id != lt_live_get_reference (live))
    g_action_group_change_action_state (lt_monitor_actions_get (self->context), "reference", g_variant_new_uint64 (reference_id));
  if (!lt_live_blind_set_rival (live, rival_id, &error) && error != NULL)
    lt_context_toast (self->context, error->message, FALSE);
}

static GtkWidget *
new_row (GtkWidget *group, const char *title, GtkStringList *list, guint selected)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

/* 0: mix or master, or it is no more. */
static guint
index_of (const Setup *self, LtId id, guint otherwise)
{
  for (guint i = 0; id != 0 && i < self->ids->len; i++)
    if (g_array_index (self->ids, LtId, i) == id)
      return i + 2;
  return otherwise;
}

/* What was chosen stays chosen; a reference that has gone gives way to what stands there without any. */
static void
fill_sides (Setup *self)
{
  const LtSession *session = session_of (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen[2];
  LtId  ids[2];

  for (int i = 0; i < 2; i++)
    {
      chosen[i] = adw_combo_row_get_selected (ADW_COMBO_ROW (self->rows[i]));
      ids[i] = reference_of (self, i);
    }
  g_array_set_size (self->ids, 0);
  gtk_string_list_append (names, _ ("Mix"));
  gtk_string_list_append (names, _ ("Master"));
  for (guint i = 0; session != NULL && i < session->references->len; i++)
    {
      const LtReference *reference = g_ptr_array_index (session->references, i);

      g_array_append_val (self->ids, reference->id);
      gtk_string_list_append (names, reference->name);
    }
  self->is_filling = TRUE;
  for (int i = 0; i < 2; i++)
    {
      adw_combo_row_set_model (ADW_COMBO_ROW (self->rows[i]), G_LIST_MODEL (names));
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->rows[i]), ids[i] != 0 ? index_of (self, ids[i], (guint) i) : MIN (chosen[i], 1u));
    }
  self->is_filling = FALSE;
}

static void
on_document (GtkWidget *group, const LtSession *old, const LtSession *now)
{
  Setup *self = g_object_get_data (G_OBJECT (group), KEY);

  if (old == NULL || now == NULL || old->references != now->references)
    {
      fill_sides (self);
      on_side (NULL, NULL, self);
    }
}

static void
add_sides (Setup *self, GtkWidget *group)
{
  LtLive *live = lt_context_get_live (self->context);
  g_autoptr (GtkStringList) none = gtk_string_list_new (NULL);

  self->rows[0] = new_row (group, "A", none, 0);
  self->rows[1] = new_row (group, "B", none, 0);
  fill_sides (self);
  for (guint i = 0; i < 2; i++)
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->rows[i]), i);
  if (lt_live_get_side (live) == LT_LIVE_REFERENCE && lt_live_get_reference (live) != 0) /* what the listener was just comparing */
    {
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->rows[0]), 1);
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->rows[1]), index_of (self, lt_live_get_reference (live), 1));
    }
  for (int i = 0; i < 2; i++)
    g_signal_connect (self->rows[i], "notify::selected", G_CALLBACK (on_side), self);
}

GtkWidget *
lt_blind_setup_new (LtContext *context)
{
  GtkWidget *group = adw_preferences_group_new ();
  Setup     *self = g_new0 (Setup, 1);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  self->context = context;
  self->ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_object_set_data_full (G_OBJECT (group), KEY, self, setup_free);
  add_sides (self, group);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), group, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", counts[i]);

      gtk_string_list_append (list, text);
    }
  self->count = new_row (group, _ ("Trials"), list, COUNT_AT_FIRST);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[1]), _ ("Another version of the song: add its file as a reference"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->count), _ ("Said before the first: who stops when the score looks good proves nothing"));
  return group;
}
