// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The states are the monitor: a change of any tells the sound all of them.
// Layer: app.

#include "app/shell/monitor-actions.h"

#include "app/shell/actions.h"
#include "app/shell/followers.h"
#include "app/shell/monitor-service.h"
#include "app/shell/settings.h"
#include "session/edit-reference.h"
#include "session/edit-session.h"
#include "session/edit-strip.h"
#include "session/ids.h"
#include "studio/live-service.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define GROUP_KEY "lathe-monitor"

static const LtActionRow rows[] = {
  { "monitor.dim", N_ ("Dim the monitor"), N_ ("Monitor"), "<Shift>d", LT_ACTIONS_ANYWHERE },
  { "monitor.mono", N_ ("Listen in mono"), N_ ("Monitor"), "<Shift>o", LT_ACTIONS_ANYWHERE },
  { "monitor.swap", N_ ("Swap left and right"), N_ ("Monitor"), "<Shift>w", LT_ACTIONS_ANYWHERE },
  { "monitor.invert-left", N_ ("Invert the left side"), N_ ("Monitor"), NULL, LT_ACTIONS_ANYWHERE },
  { "monitor.invert-right", N_ ("Invert the right side"), N_ ("Monitor"), NULL, LT_ACTIONS_ANYWHERE },
  { "monitor.side::mix", N_ ("Hear the mix"), N_ ("Monitor"), NULL, LT_ACTIONS_ANYWHERE },
  { "monitor.side::master", N_ ("Hear the master"), N_ ("Monitor"), NULL, LT_ACTIONS_ANYWHERE },
  { "monitor.side::reference", N_ ("Hear the reference"), N_ ("Monitor"), NULL, LT_ACTIONS_ANYWHERE },
  { "monitor.solo-mode::in-place", N_ ("Solo in place"), N_ ("Monitor"), NULL, LT_ACTIONS_ANYWHERE },
  { "monitor.solo-mode::afl", N_ ("Solo after the fader"), N_ ("Monitor"), NULL, LT_ACTIONS_ANYWHERE },
  { "monitor.solo-mode::pfl", N_ ("Solo before the fader"), N_ ("Monitor"), NULL, LT_ACTIONS_ANYWHERE },
  { "monitor.remove-reference", N_ ("Remove the reference"), N_ ("Monitor"), NULL, LT_ACTIONS_ANYWHERE },
  { "monitor.difference", N_ ("Hear what the master changes"), N_ ("Monitor"), NULL, LT_ACTIONS_ANYWHERE },
  { "monitor.match", N_ ("Match loudness"), N_ ("Monitor"), NULL, LT_ACTIONS_ANYWHERE },
  { "monitor.neutral", N_ ("Reset the monitor"), N_ ("Monitor"), NULL, LT_ACTIONS_ANYWHERE },
  { "monitor.clear-solo", N_ ("Clear all solos"), N_ ("Monitor"), "<Alt>s", LT_ACTIONS_ANYWHERE },
  { "monitor.solo-alone", N_ ("Solo one strip at a time"), N_ ("Monitor"), NULL, LT_ACTIONS_ANYWHERE },
};

static const char *const switches[] = { "dim", "mono", "swap", "invert-left", "invert-right" };

void
lt_monitor_actions_add_rows (void)
{
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}

/* --- what the sound is told --- */

static gboolean
is_on (GActionGroup *group, const char *name)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (group, name);

  return g_variant_get_boolean (state);
}

static double
number_of (GActionGroup *group, const char *name)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (group, name);

  return g_variant_get_double (state);
}

static void
tell (LtContext *context)
{
  GActionGroup *group = lt_monitor_actions_get (context);
  LtLiveMonitor monitor = {
    .level_db = number_of (group, "level"),
    .dim_db = number_of (group, "dim-level"),
    .dim = is_on (group, "dim"),
    .mono = is_on (group, "mono"),
    .swap = is_on (group, "swap"),
    .invert = { is_on (group, "invert-left"), is_on (group, "invert-right") },
  };

  lt_live_set_monitor (lt_context_get_live (context), &monitor);
  lt_context_glance (context);
}

static void
on_switch (GSimpleAction *action, GVariant *state, gpointer context)
{
  g_simple_action_set_state (action, state);
  tell (context);
}

static void
on_level (GSimpleAction *action, GVariant *state, gpointer context)
{
  double db = fmin (g_variant_get_double (state), 0.0);

  g_simple_action_set_state (action, g_variant_new_double (isnan (db) ? 0.0 : db));
  tell (context);
}

static void
on_dim_level (GSimpleAction *action, GVariant *state, gpointer context)
{
  on_level (action, state, context);
  if (lt_settings_get () != NULL)
    g_settings_set_double (lt_settings_get (), "dim-level", g_variant_get_double (state));
}

/* A blind test locks what would tell or change what is compared, whoever asks for it. */
static gboolean
is_locked (GSimpleAction *action)
{
  return !g_action_get_enabled (G_ACTION (action));
}

/* The sound may refuse, and hears only one of the two: the states are what is heard. */
static void
show_taken (LtContext *context)
{
  GActionMap *group = G_ACTION_MAP (lt_monitor_actions_get (context));
  LtLive     *live = lt_context_get_live (context);

  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (group, "delta")), g_variant_new_uint64 (lt_live_get_delta (live)));
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (group, "difference")), g_variant_new_boolean (lt_live_get_difference (live)));
  lt_context_glance (context);
}

static void
on_delta (GSimpleAction *action, GVariant *state, gpointer context)
{
  if (is_locked (action))
    return;
  lt_live_set_delta (lt_context_get_live (context), g_variant_get_uint64 (state));
  show_taken (context);
}

static void
on_difference (GSimpleAction *action, GVariant *state, gpointer context)
{
  if (is_locked (action))
    return;
  lt_live_set_difference (lt_context_get_live (context), g_variant_get_boolean (state));
  show_taken (context);
}

static void
on_alone (GSimpleAction *action, GVariant *state, gpointer context)
{
  LtLive *live = lt_context_get_live (context);

  if (is_locked (action))
    return;
  if (lt_live_get_alone (live) != g_variant_get_uint64 (state)) /* it compiles anew */
    lt_live_set_alone (live, g_variant_get_uint64 (state));
  g_simple_action_set_state (action, g_variant_new_uint64 (lt_live_get_alone (live))); /* one that is not there is not heard */
  lt_context_glance (context);
}

static void
on_word (GSimpleAction *action, GVariant *state, gpointer context)
{
  guint32 bits, dither;

  if (is_locked (action))
    return;
  g_variant_get (state, "(uu)", &bits, &dither);
  lt_live_set_word (lt_context_get_live (context), bits, dither);
  g_simple_action_set_state (action, state);
  lt_context_glance (context);
}

static void
on_match (GSimpleAction *action, GVariant *state, gpointer context)
{
  lt_live_set_match (lt_context_get_live (context), g_variant_get_boolean (state));
  if (lt_settings_get () != NULL)
    g_settings_set_boolean (lt_settings_get (), "match-loudness", g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
  lt_context_glance (context);
}

/* The whole chain, nothing taken from it, as long as its words are. */
static void
hear_all (LtContext *context)
{
  GActionGroup *group = lt_monitor_actions_get (context);

  g_action_group_change_action_state (group, "delta", g_variant_new_uint64 (0));
  g_action_group_change_action_state (group, "difference", g_variant_new_boolean (FALSE));
  g_action_group_change_action_state (group, "alone", g_variant_new_uint64 (0));
  g_action_group_change_action_state (group, "word", g_variant_new ("(uu)", 0u, 0u));
}

/* The amount of the dim is a preference and stays. */
static void
on_neutral (GSimpleAction *action, GVariant *parameter, gpointer context)
{
  GActionGroup *group = lt_monitor_actions_get (context);

  g_action_group_change_action_state (group, "service", g_variant_new_string (""));
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    g_action_group_change_action_state (group, switches[i], g_variant_new_boolean (FALSE));
  g_action_group_change_action_state (group, "level", g_variant_new_double (0.0));
  g_action_group_change_action_state (group, "side", g_variant_new_string ("master"));
  hear_all (context);
}

/* --- sides and references --- */

static const char *const side_names[] = { [LT_LIVE_MASTER] = "master", [LT_LIVE_MIX] = "mix", [LT_LIVE_REFERENCE] = "reference" };
static const char *const solo_names[] = { [LT_SOLO_IN_PLACE] = "in-place", [LT_SOLO_AFL] = "afl", [LT_SOLO_PFL] = "pfl" };

static int
find_name (const char *const *names, guint n, GVariant *state)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (names[i], g_variant_get_string (state, NULL)) == 0)
      return (int) i;
  return -1;
}

static const LtSession *
session_of (LtContext *context)
{
  return lt_document_get_session (lt_context_get_document (context));
}

/* What is not the monitor's own but the session's. A reference that is no more, by whatever hand, cannot be heard. */
static void
follow_session (LtContext *context)
{
  LtDocument      *document = lt_context_get_document (context); /* gone: the window closes, and it says its last change */
  const LtSession *session = document != NULL ? lt_document_get_session (document) : NULL;
  GActionMap      *group = G_ACTION_MAP (lt_monitor_actions_get (context));
  GAction         *mode = g_action_map_lookup_action (group, "solo-mode"), *reference = g_action_map_lookup_action (group, "reference");
  LtLive          *live = lt_context_get_live (context);
  LtSoloMode       solo_mode = session != NULL ? session->solo_mode : LT_SOLO_IN_PLACE;

  g_simple_action_set_state (G_SIMPLE_ACTION (mode), g_variant_new_string (solo_names[solo_mode]));
  g_simple_action_set_state (G_SIMPLE_ACTION (reference), g_variant_new_uint64 (lt_live_get_reference (live)));
  if (document != NULL && lt_live_get_side (live) == LT_LIVE_REFERENCE && lt_live_get_reference (live) == 0)
    g_action_group_change_action_state (G_ACTION_GROUP (group), "side", g_variant_new_string (side_names[LT_LIVE_MASTER]));
}

/* One effect that is no more, or of another session, is not heard alone, and nothing is taken from it. */
static void
on_document (LtContext *context, const LtSession *old, const LtSession *now)
{
  LtLive       *live = lt_context_get_live (context);
  GActionGroup *group = lt_monitor_actions_get (context);

  if (old == NULL || now == NULL)
    hear_all (context);
  if (now != NULL && lt_live_get_alone (live) != 0 && lt_session_find_slot (now, lt_live_get_alone (live), NULL) == NULL)
    g_action_group_change_action_state (group, "alone", g_variant_new_uint64 (0));
  if (now != NULL && lt_live_get_delta (live) != 0 && lt_session_find_slot (now, lt_live_get_delta (live), NULL) == NULL)
    g_action_group_change_action_state (group, "delta", g_variant_new_uint64 (0));
  follow_session (context);
}

/* Without a song there is nothing to compare with: one is asked for. */
static void
on_side (GSimpleAction *action, GVariant *state, gpointer context)
{
  LtLive *live = lt_context_get_live (context);
  int     side = find_name (side_names, G_N_ELEMENTS (side_names), state);

  if (side < 0 || is_locked (action))
    return;
  if (side == LT_LIVE_REFERENCE && lt_live_get_reference (live) == 0)
    {
      lt_context_toast (context, _ ("There is no song to compare with yet. Add one in the monitor."), FALSE);
      g_simple_action_set_state (action, g_variant_new_string (side_names[lt_live_get_side (live)]));
      return;
    }
  lt_live_set_side (live, (LtLiveSide) side);
  g_simple_action_set_state (action, state);
  lt_context_glance (context);
}

static void
on_reference (GSimpleAction *action, GVariant *state, gpointer context)
{
  g_autoptr (GError) error = NULL;

  if (is_locked (action))
    return;
  if (!lt_live_set_reference (lt_context_get_live (context), g_variant_get_uint64 (state), &error))
    lt_context_toast (context, error->message, FALSE);
  follow_session (context);
  lt_context_glance (context);
}

static void
on_remove_reference (GSimpleAction *action, GVariant *parameter, gpointer context)
{
  LtId               id = lt_live_get_reference (lt_context_get_live (context));
  const LtReference *reference = id != 0 ? lt_session_find_reference (session_of (context), id) : NULL;

  if (reference == NULL)
    return;
  g_autofree char *text = g_strdup_printf (_ ("Removed %s"), reference->name);
  lt_document_apply (lt_context_get_document (context), lt_edit_reference_remove (session_of (context), id), _ ("Remove reference"), NULL);
  lt_context_toast (context, text, TRUE);
}

GMenuModel *
lt_monitor_actions_new_reference_menu (LtContext *context)
{
  const LtSession *session = session_of (context);
  GMenu           *menu = g_menu_new ();
  g_autoptr (GMenu) songs = g_menu_new (), verbs = g_menu_new ();
  g_autoptr (GMenuItem) match = g_menu_item_new (_ ("Match to references…"), "master.match-reference");

  for (guint i = 0; session != NULL && i < session->references->len; i++)
    {
      const LtReference *reference = g_ptr_array_index (session->references, i);
      g_autofree char      *label = lt_actions_dup_label (reference->name);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target_value (item, "monitor.reference", g_variant_new_uint64 (reference->id));
      g_menu_append_item (songs, item);
    }
  g_menu_append (verbs, _ ("Add a song…"), "win.add-reference");
  if (session != NULL && session->references->len > 0)
    g_menu_append (verbs, _ ("Remove this one"), "monitor.remove-reference");
  g_menu_item_set_attribute (match, "hidden-when", "s", "action-missing"); /* where the menu is not the Master view's */
  g_menu_append_item (verbs, match);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (songs));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (verbs));
  return G_MENU_MODEL (menu);
}

/* --- solo --- */

static void
on_solo_mode (GSimpleAction *action, GVariant *state, gpointer context)
{
  int mode = find_name (solo_names, G_N_ELEMENTS (solo_names), state);

  if (mode >= 0 && session_of (context) != NULL && (int) session_of (context)->solo_mode != mode)
    lt_document_apply (lt_context_get_document (context), lt_edit_session_solo_mode (session_of (context), (LtSoloMode) mode), _ ("Change what solo does"),
                       NULL);
}

/* @ids are soloed, and nobody else. */
static LtSession *
solo_these (const LtSession *session, const GArray *ids)
{
  LtSession *next = lt_session_ref (session);

  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);

      if (strip->solo != lt_ids_has (ids, strip->id))
        lt_session_take (&next, lt_edit_strip_solo (next, strip->id, !strip->solo));
    }
  return next;
}

static void
apply (LtContext *context, LtSession *next, const char *label)
{
  LtDocument *document = lt_context_get_document (context);

  if (next == lt_document_get_session (document))
    lt_session_unref (next);
  else
    lt_document_apply (document, next, label, NULL);
}

static void
on_clear_solo (GSimpleAction *action, GVariant *parameter, gpointer context)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (context));
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (session != NULL)
    apply (context, solo_these (session, none), _ ("Clear all solos"));
}

void
lt_monitor_actions_toggle_solo (LtContext *context, LtId strip_id, gboolean alone)
{
  const LtSession *session = session_of (context);
  const LtStrip   *strip = session != NULL ? lt_session_find_strip (session, strip_id) : NULL;

  if (strip == NULL)
    return;
  if (alone || (!strip->solo && is_on (lt_monitor_actions_get (context), "solo-alone")))
    {
      g_autoptr (GArray) ids = lt_followers_list (context, strip_id, LT_STRIP_SOLO, lt_followers_is_alone ());

      apply (context, solo_these (session, ids), _ ("Solo alone"));
    }
  else
    apply (context, lt_followers_edit (context, NULL, strip_id, LT_STRIP_SOLO, !strip->solo, lt_followers_is_alone ()),
           strip->solo ? _ ("Solo off") : _ ("Solo"));
}

void
lt_monitor_actions_press_solo (LtContext *context, LtId strip_id, GtkToggleButton *button)
{
  const LtStrip *strip;

  lt_monitor_actions_toggle_solo (context, strip_id, lt_followers_is_held (GDK_CONTROL_MASK));
  strip = session_of (context) != NULL ? lt_session_find_strip (session_of (context), strip_id) : NULL;
  gtk_toggle_button_set_active (button, strip != NULL && strip->solo); /* alone already: nothing has changed */
}

/* --- the sign --- */

static gboolean
has_solo (const LtSession *session)
{
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    if (lt_session_get_strip (session, i)->solo)
      return TRUE;
  return FALSE;
}

/* A bit each, from the lowest. */
static const char *const sign_words[] = {
  N_ ("Solo"), N_ ("AFL"), N_ ("PFL"), N_ ("Mix"), N_ ("Reference"), N_ ("Codec"), N_ ("Delta"), N_ ("Alone"),
  N_ ("8-bit"), N_ ("16-bit"), N_ ("24-bit"), N_ ("Dim"), N_ ("Mono"), N_ ("Swapped"), N_ ("Inverted"),
};

LtMonitorSigns
lt_monitor_actions_get_signs (LtContext *context)
{
  LtLive          *live = lt_context_get_live (context);
  LtLiveMonitor    monitor = lt_live_get_monitor (live);
  LtLiveService    service;
  const LtSession *session = session_of (context);
  gboolean         solo = session != NULL && has_solo (session);
  const gboolean   are_on[] = {
    solo && session->solo_mode == LT_SOLO_IN_PLACE,
    solo && session->solo_mode == LT_SOLO_AFL,
    solo && session->solo_mode == LT_SOLO_PFL,
    lt_live_get_side (live) == LT_LIVE_MIX,
    lt_live_get_side (live) == LT_LIVE_REFERENCE && lt_live_get_reference (live) != 0,
    lt_live_hears_preview (live),
    lt_live_get_delta (live) != 0 || lt_live_get_difference (live),
    lt_live_get_alone (live) != 0,
    lt_live_get_word (live, NULL) == 8,
    lt_live_get_word (live, NULL) == 16,
    lt_live_get_word (live, NULL) == 24,
    monitor.dim,
    monitor.mono,
    monitor.swap,
    monitor.invert[0] || monitor.invert[1],
  };
  LtMonitorSigns signs = { .level_db = monitor.level_db };

  G_STATIC_ASSERT (G_N_ELEMENTS (are_on) == G_N_ELEMENTS (sign_words));
  for (guint i = 0; i < G_N_ELEMENTS (are_on); i++)
    signs.words |= are_on[i] ? 1u << i : 0;
  signs.has_service = lt_live_get_service (live, &service);
  if (signs.has_service)
    {
      signs.service_db = service.gain_db;
      signs.service = lt_monitor_service_get_chosen (context);
    }
  return signs;
}

gboolean
lt_monitor_actions_same_signs (const LtMonitorSigns *a, const LtMonitorSigns *b)
{
  return a->words == b->words && a->level_db == b->level_db && a->has_service == b->has_service && a->service_db == b->service_db
         && a->service == b->service;
}

GStrv
lt_monitor_actions_dup_signs (LtContext *context, const LtMonitorSigns *signs)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *service = signs->has_service ? lt_monitor_service_dup_sign (context) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sign_words); i++)
    if ((signs->words & 1u << i) != 0)
      g_strv_builder_add (words, _ (sign_words[i]));
  if (service != NULL)
    g_strv_builder_add (words, service);
  if (signs->level_db < 0.0)
    {
      g_autofree char *level = isinf (signs->level_db) ? g_strdup ("−∞ dB") : g_strdup_printf ("−%.1f dB", -signs->level_db);

      g_strv_builder_add (words, level);
    }
  return g_strv_builder_end (words);
}

/* --- the group --- */

static void
add_preferences (GSimpleActionGroup *group, LtContext *context)
{
  GSettings *settings = lt_settings_get ();
  g_autoptr (GAction) alone = settings != NULL ? g_settings_create_action (settings, "solo-alone")
                                               : G_ACTION (g_simple_action_new_stateful ("solo-alone", NULL, g_variant_new_boolean (FALSE)));

  g_action_map_add_action (G_ACTION_MAP (group), alone);
  g_action_group_change_action_state (G_ACTION_GROUP (group), "match", g_variant_new_boolean (settings != NULL ? g_settings_get_boolean (settings, "match-loudness") : lt_live_get_match (lt_context_get_live (context))));
  if (settings == NULL)
    return;
  GAction *dim = g_action_map_lookup_action (G_ACTION_MAP (group), "dim-level");
  g_simple_action_set_state (G_SIMPLE_ACTION (dim), g_variant_new_double (g_settings_get_double (settings, "dim-level")));
}

GActionGroup *
lt_monitor_actions_get (LtContext *context)
{
  static const GActionEntry entries[] = {
    { .name = "dim", .state = "false", .change_state = on_switch },
    { .name = "mono", .state = "false", .change_state = on_switch },
    { .name = "swap", .state = "false", .change_state = on_switch },
    { .name = "invert-left", .state = "false", .change_state = on_switch },
    { .name = "invert-right", .state = "false", .change_state = on_switch },
    { .name = "level", .parameter_type = "d", .state = "0.0", .change_state = on_level },
    { .name = "dim-level", .parameter_type = "d", .state = "-20.0", .change_state = on_dim_level },
    { .name = "side", .parameter_type = "s", .state = "'master'", .change_state = on_side },
    { .name = "solo-mode", .parameter_type = "s", .state = "'in-place'", .change_state = on_solo_mode },
    { .name = "reference", .parameter_type = "t", .state = "uint64 0", .change_state = on_reference },
    { .name = "delta", .parameter_type = "t", .state = "uint64 0", .change_state = on_delta },
    { .name = "difference", .state = "false", .change_state = on_difference },
    { .name = "alone", .parameter_type = "t", .state = "uint64 0", .change_state = on_alone },
    { .name = "word", .parameter_type = "(uu)", .state = "(uint32 0, uint32 0)", .change_state = on_word },
    { .name = "match", .state = "true", .change_state = on_match },
    { .name = "remove-reference", .activate = on_remove_reference },
    { .name = "neutral", .activate = on_neutral },
    { .name = "clear-solo", .activate = on_clear_solo },
  };
  GActionGroup *known = g_object_get_data (G_OBJECT (context), GROUP_KEY);

  if (known != NULL)
    return known;
  GSimpleActionGroup *group = g_simple_action_group_new ();
  g_object_set_data_full (G_OBJECT (context), GROUP_KEY, group, g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), context);
  add_preferences (group, context);
  lt_monitor_service_add (context, G_ACTION_MAP (group));
  tell (context);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), context, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  follow_session (context);
  return G_ACTION_GROUP (group);
}

void
lt_monitor_actions_init (GtkWidget *widget, LtContext *context)
{
  gtk_widget_insert_action_group (widget, "monitor", lt_monitor_actions_get (context));
}
