// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The dialog of the blind test, between its course and its pages.
// Layer: app. Main thread.

#pragma once

#include "app/master/blind-setup.h"
#include "app/master/blind-test.h"
#include "studio/blind-test.h"

#include <adwaita.h>

#define LT_TYPE_BLIND_TEST_DIALOG (lt_blind_test_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LtBlindTestDialog, lt_blind_test_dialog, LT, BLIND_TEST_DIALOG, AdwWindow)

struct _LtBlindTestDialog
{
  AdwWindow parent_instance;

  LtContext  *context;
  LtBlindPlan plan; /* of the test that runs or ran */
  LtBlindTest test;
  guint       timer;

  GtkWidget *stack;
  GtkWidget *setup, *why, *start, *plays[2]; /* one on each page */
  GtkWidget *trial, *bar, *meaning, *choices[3], *answers[2];
  GtkWidget *sentence, *verdict;
};

/* blind-test.c: what buttons do. */
void lt_blind_test_dialog_play (LtBlindTestDialog *self); /* or stop */
void lt_blind_test_dialog_go_to_start (LtBlindTestDialog *self);
void lt_blind_test_dialog_start (LtBlindTestDialog *self);
void lt_blind_test_dialog_choose (GtkWidget *button, LtBlindTestDialog *self); /* one of the choices */
void lt_blind_test_dialog_guess (GtkWidget *button, LtBlindTestDialog *self);  /* one of the answers */
void lt_blind_test_dialog_finish (LtBlindTestDialog *self);
void lt_blind_test_dialog_again (LtBlindTestDialog *self);

/* blind-pages.c: fills the stack and all that is shown in it. */
void lt_blind_pages_build (LtBlindTestDialog *self);
