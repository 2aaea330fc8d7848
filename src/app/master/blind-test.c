// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Three pages: what is compared, the test, its result. Keys without modifiers count on the second alone.
// Layer: app.
//
// Nothing here knows what X is but the test itself and the monitor: buttons look the same for each.

#include "app/master/blind-test-private.h"

#include "app/shell/actions.h"
#include "app/shell/monitor-actions.h"
#include "session/edit-trial.h"
#include "studio/live-analysis.h"
#include "studio/live-blind.h"

#include <glib/gi18n.h>

#define LOOK_MS 200 /* between two looks at what is measured */

_Static_assert ((int) LT_TRIAL_MASTER == (int) LT_LIVE_MASTER && (int) LT_TRIAL_MIX == (int) LT_LIVE_MIX
                    && (int) LT_TRIAL_REFERENCE == (int) LT_LIVE_REFERENCE,
                "a result names the monitor's sides");

G_DEFINE_FINAL_TYPE (LtBlindTestDialog, lt_blind_test_dialog, ADW_TYPE_WINDOW)

static LtLive *
live_of (LtBlindTestDialog *self)
{
  return lt_context_get_live (self->context);
}

static LtDocument *
document_of (LtBlindTestDialog *self)
{
  return lt_context_get_document (self->context);
}

static gboolean
is_testing (LtBlindTestDialog *self)
{
  return lt_live_blind_is_on (live_of (self));
}

static void
show_page (LtBlindTestDialog *self, const char *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
}

/* --- what is seen --- */

static void
show_play (LtBlindTestDialog *self)
{
  const char *text = lt_live_is_rolling (live_of (self)) ? _ ("Stop") : _ ("Play");

  for (gsize i = 0; i < G_N_ELEMENTS (self->plays); i++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (self->plays[i])), text) != 0)
      gtk_button_set_label (GTK_BUTTON (self->plays[i]), text);
}

static void
show_setup (LtBlindTestDialog *self)
{
  LtBlindPlan plan;
  const char *why = lt_blind_setup_read (self->setup, &plan);

  gtk_widget_set_sensitive (self->start, why == NULL);
  gtk_label_set_label (GTK_LABEL (self->why), why != NULL ? why : _ ("Both will be heard equally loud."));
}

static void
show_trial (LtBlindTestDialog *self)
{
  g_autofree char *text = g_strdup_printf (_ ("Trial %u of %u"), self->test.n_answers + 1, self->test.n_planned);

  gtk_label_set_label (GTK_LABEL (self->trial), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), (double) self->test.n_answers / self->test.n_planned);
  for (int i = 0; i < 2; i++)
    gtk_widget_set_sensitive (self->answers[i], lt_blind_test_can_answer (&self->test));
}

static gboolean
on_look (gpointer data)
{
  LtBlindTestDialog *self = data;

  show_play (self);
  if (!is_testing (self))
    {
      lt_context_glance (self->context); /* the reference may be measured while nothing sounds */
      show_setup (self);
    }
  return G_SOURCE_CONTINUE;
}

/* --- the sound --- */

static void
play (LtBlindTestDialog *self)
{
  lt_live_play (live_of (self));
  lt_context_wake (self->context);
  show_play (self);
}

void
lt_blind_test_dialog_play (LtBlindTestDialog *self)
{
  if (!lt_live_is_rolling (live_of (self)))
    {
      play (self);
      return;
    }
  lt_live_stop (live_of (self));
  lt_context_wake (self->context);
  show_play (self);
}

void
lt_blind_test_dialog_go_to_start (LtBlindTestDialog *self)
{
  const LtSession *session = lt_document_get_session (document_of (self));

  lt_live_locate (live_of (self), session != NULL && session->loop ? session->loop_from_frames : 0);
  lt_context_wake (self->context);
}

/* Stopped, it plays: a choice is there to be heard. */
static void
hear (LtBlindTestDialog *self, LtBlindChoice choice)
{
  LtBlindChoice side = lt_blind_test_hear (&self->test, choice);

  lt_live_blind_hear (live_of (self), self->plan.sides[side]);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->choices[choice]), TRUE);
  if (!lt_live_is_rolling (live_of (self)))
    play (self);
  show_trial (self);
}

void
lt_blind_test_dialog_choose (GtkWidget *button, LtBlindTestDialog *self)
{
  for (int i = 0; i < 3; i++)
    if (button == self->choices[i] && is_testing (self))
      hear (self, (LtBlindChoice) i);
}

/* While X is unknown nobody else moves the monitor, whatever is pressed. */
static void
lock_monitor (LtBlindTestDialog *self, gboolean is_locked)
{
  static const char *const names[] = { "side", "reference", "remove-reference", "neutral", "solo-mode", "clear-solo", "delta", "difference", "alone", "word" };
  GActionMap              *group = G_ACTION_MAP (lt_monitor_actions_get (self->context));

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (group, names[i])), !is_locked);
}

/* --- beginning and end --- */

static const char *
name_of (LtBlindTestDialog *self, int side)
{
  const LtSession   *session = lt_document_get_session (document_of (self));
  LtId               id = self->plan.reference_ids[side];
  const LtReference *reference = session != NULL && id != 0 ? lt_session_find_reference (session, id) : NULL;

  return self->plan.sides[side] == LT_LIVE_MIX      ? _ ("Mix")
         : self->plan.sides[side] == LT_LIVE_MASTER ? _ ("Master")
         : reference != NULL                        ? reference->name
                                                    : _ ("Reference");
}

void
lt_blind_test_dialog_start (LtBlindTestDialog *self)
{
  g_autofree char *meaning = NULL;

  if (lt_blind_setup_read (self->setup, &self->plan) != NULL || !lt_live_blind_begin (live_of (self), self->plan.sides[0], self->plan.sides[1]))
    return;
  g_action_group_change_action_state (lt_monitor_actions_get (self->context), "delta", g_variant_new_uint64 (0)); /* as the sound has it now */
  lock_monitor (self, TRUE);
  lt_blind_test_start (&self->test, self->plan.n_trials, NULL);
  meaning = g_strdup_printf (_ ("A is %s, B is %s. X is one of them."), name_of (self, 0), name_of (self, 1));
  gtk_label_set_label (GTK_LABEL (self->meaning), meaning);
  show_page (self, "test");
  hear (self, LT_BLIND_A);
  gtk_widget_grab_focus (self->choices[LT_BLIND_A]);
}

static void
show_result (LtBlindTestDialog *self)
{
  const LtBlindTest *test = &self->test;
  g_autofree char   *sentence = lt_blind_test_dup_sentence (test->n_answers, test->n_right);
  gboolean           is_heard = lt_blind_test_p_value (test->n_answers, test->n_right) < 0.05;

  gtk_label_set_label (GTK_LABEL (self->sentence), sentence);
  gtk_label_set_label (GTK_LABEL (self->verdict), is_heard ? _ ("Guessing seldom does that well: it looks as if you can hear the difference.")
                                                           : _ ("Guessing often does that well: this test does not show that you can hear a difference."));
  show_page (self, "result");
}

static LtTrialSide
trial_side (LtLiveSide side)
{
  return side == LT_LIVE_RIVAL ? LT_TRIAL_REFERENCE : (LtTrialSide) side;
}

static void
keep_result (LtBlindTestDialog *self)
{
  const LtSession *session = lt_document_get_session (document_of (self));
  LtTrialInfo      info = {
         .end_s = g_get_real_time () / G_USEC_PER_SEC,
         .sides = { trial_side (self->plan.sides[0]), trial_side (self->plan.sides[1]) },
         .reference = self->plan.reference_ids[0] != 0 ? name_of (self, 0) : self->plan.reference_ids[1] != 0 ? name_of (self, 1) : NULL,
         .rival = self->plan.sides[1] == LT_LIVE_RIVAL ? name_of (self, 1) : NULL,
         .n_answers = self->test.n_answers,
         .n_right = self->test.n_right,
         .n_planned = self->test.n_planned,
  };

  if (session != NULL && info.n_answers > 0)
    lt_document_apply (document_of (self), lt_edit_trial_add (session, &info, NULL), _ ("Blind test"), NULL);
}

/* Without an answer there is nothing to be said. */
void
lt_blind_test_dialog_finish (LtBlindTestDialog *self)
{
  if (!is_testing (self))
    return;
  lt_live_blind_end (live_of (self));
  lock_monitor (self, FALSE);
  lt_context_glance (self->context);
  keep_result (self);
  if (self->test.n_answers > 0)
    show_result (self);
  else
    show_page (self, "setup");
}

/* What comes next begins with A, whatever X was and is. */
static void
answer (LtBlindTestDialog *self, LtBlindChoice guess)
{
  if (!is_testing (self) || !lt_blind_test_can_answer (&self->test))
    return;
  lt_blind_test_answer (&self->test, guess);
  if (lt_blind_test_is_done (&self->test))
    lt_blind_test_dialog_finish (self);
  else
    hear (self, LT_BLIND_A);
}

void
lt_blind_test_dialog_guess (GtkWidget *button, LtBlindTestDialog *self)
{
  answer (self, button == self->answers[0] ? LT_BLIND_A : LT_BLIND_B);
}

void
lt_blind_test_dialog_again (LtBlindTestDialog *self)
{
  show_page (self, "setup");
  show_setup (self);
}

/* --- keys --- */

static gboolean
on_test_key (LtBlindTestDialog *self, guint keyval)
{
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_a:
      hear (self, LT_BLIND_A);
      return GDK_EVENT_STOP;
    case GDK_KEY_b:
      hear (self, LT_BLIND_B);
      return GDK_EVENT_STOP;
    case GDK_KEY_x:
      hear (self, LT_BLIND_X);
      return GDK_EVENT_STOP;
    case GDK_KEY_1:
    case GDK_KEY_KP_1:
      answer (self, LT_BLIND_A);
      return GDK_EVENT_STOP;
    case GDK_KEY_2:
    case GDK_KEY_KP_2:
      answer (self, LT_BLIND_B);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
      lt_blind_test_dialog_play (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      lt_blind_test_dialog_go_to_start (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtBlindTestDialog *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  return is_testing (self) ? on_test_key (self, keyval) : GDK_EVENT_PROPAGATE;
}

/* Behind what is open in the window, which takes it first. */
static gboolean
on_escape (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  LtBlindTestDialog *self = LT_BLIND_TEST_DIALOG (widget);

  if (is_testing (self))
    lt_blind_test_dialog_finish (self);
  else
    gtk_window_close (GTK_WINDOW (self));
  return GDK_EVENT_STOP;
}

/* --- the class --- */

/* The window goes: the sound is as before. */
static void
lt_blind_test_dialog_dispose (GObject *object)
{
  LtBlindTestDialog *self = LT_BLIND_TEST_DIALOG (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->context != NULL && is_testing (self))
    {
      lt_live_blind_end (live_of (self));
      lock_monitor (self, FALSE);
    }
  if (self->context != NULL)
    lt_live_blind_set_rival (live_of (self), 0, NULL);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_blind_test_dialog_parent_class)->dispose (object);
}

static gboolean
lt_blind_test_dialog_close_request (GtkWindow *window)
{
  lt_blind_test_dialog_finish (LT_BLIND_TEST_DIALOG (window));
  return GTK_WINDOW_CLASS (lt_blind_test_dialog_parent_class)->close_request (window);
}

static void
lt_blind_test_dialog_class_init (LtBlindTestDialogClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_blind_test_dialog_dispose;
  GTK_WINDOW_CLASS (class)->close_request = lt_blind_test_dialog_close_request;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
lt_blind_test_dialog_init (LtBlindTestDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWindow *
lt_blind_test_dialog_new (GtkWindow *parent, LtContext *context)
{
  LtBlindTestDialog *self = g_object_new (LT_TYPE_BLIND_TEST_DIALOG, "modal", TRUE, "transient-for", parent, NULL);
  GtkWidget         *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->context = g_object_ref (context);
  g_action_group_change_action_state (lt_monitor_actions_get (context), "alone", g_variant_new_uint64 (0)); /* the master is its whole chain */
  lt_live_reset_analysis (live_of (self)); /* what is compared is what plays from here, by the master as it is now */
  gtk_window_set_title (GTK_WINDOW (self), _ ("Blind test"));
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 420);
  gtk_widget_add_css_class (GTK_WIDGET (self), "lathe");
  gtk_widget_add_css_class (GTK_WIDGET (self), "blind");
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), TRUE);
  gtk_widget_set_vexpand (self->stack, TRUE);
  lt_blind_pages_build (self);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_window_set_content (ADW_WINDOW (self), box);
  show_setup (self);
  show_play (self);
  self->timer = g_timeout_add (LOOK_MS, on_look, self);
  return GTK_WINDOW (self);
}
