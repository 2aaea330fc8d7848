// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The list of steps against a tree that is kept by hand: the line, the branches, what is told of a change.
// Layer: tests.

#include "app/shell/history-model.h"
#include "session/edit-strip.h"

#define N_STEPS 600

/* What the history is, as simple as can be: by id. */
typedef struct
{
  guint64    parent[N_STEPS + 2], visited[N_STEPS + 2], place;
  guint      n;
  LtHistory *history;
  LtHistoryModel *model;
  GArray    *shadow; /* of guint64: id * 2, + 1: a branch; kept by what is told alone */
} Fixture;

static guint64
code_at (LtHistoryModel *model, guint i)
{
  g_autoptr (LtHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (model), i);

  return lt_history_item_get_id (item) * 2 + (lt_history_item_get_n_steps (item) > 0 ? 1 : 0);
}

static void
on_items (GListModel *list, guint at, guint removed, guint added, Fixture *f)
{
  g_assert_cmpuint (at + removed, <=, f->shadow->len);
  g_assert_cmpuint (f->shadow->len - removed + added, ==, g_list_model_get_n_items (list));
  g_array_remove_range (f->shadow, at, removed);
  for (guint i = 0; i < added; i++)
    {
      guint64 code = code_at (f->model, at + i);

      g_array_insert_val (f->shadow, at + i, code);
    }
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Tree");

  f->history = lt_history_new (empty, "New");
  f->model = lt_history_model_new ();
  f->shadow = g_array_new (FALSE, FALSE, sizeof (guint64));
  f->n = 1;
  f->place = 1;
  g_signal_connect (f->model, "items-changed", G_CALLBACK (on_items), f);
  lt_history_model_update (f->model, f->history);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->model);
  g_array_unref (f->shadow);
  lt_history_free (f->history);
}

static void
push (Fixture *f)
{
  double db = -30.0 + 0.01 * f->n;
  g_autoptr (LtSession) next = lt_edit_strip_fader (lt_history_get_session (f->history), 1, db);

  g_assert_cmpuint (lt_history_push (f->history, next, "Move fader", NULL), ==, f->n + 1);
  f->n++;
  f->parent[f->n] = f->place;
  f->visited[f->place] = f->n;
  f->place = f->n;
}

static void
jump (Fixture *f, guint64 id)
{
  g_assert_true (lt_history_jump (f->history, id, NULL));
  f->place = id;
  for (; f->parent[id] != 0; id = f->parent[id])
    f->visited[f->parent[id]] = id;
}

/* (transfer full): of guint64: the steps of a chain from @first on, where redo leads. */
static GArray *
chain (Fixture *f, guint64 first)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (; first != 0; first = f->visited[first])
    g_array_append_val (ids, first);
  return ids;
}

static guint
count_below (Fixture *f, guint64 id)
{
  guint n = 1;

  for (guint64 child = id + 1; child <= f->n; child++)
    n += f->parent[child] == id ? count_below (f, child) : 0;
  return n;
}

/* The rows that should be there, as on_items writes them. @all: every branch is open. */
static void
expect (Fixture *f, guint64 first, gboolean all, GArray *rows)
{
  g_autoptr (GArray) ids = chain (f, first);

  for (guint i = ids->len; i > 0; i--)
    {
      guint64 id = g_array_index (ids, guint64, i - 1), step = id * 2;

      for (guint64 child = f->n; child > id; child--)
        if (f->parent[child] == id && child != f->visited[id])
          {
            guint64 branch = child * 2 + 1;

            g_array_append_val (rows, branch);
            if (all)
              expect (f, child, all, rows);
          }
      g_array_append_val (rows, step);
    }
}

static void
assert_rows (Fixture *f, gboolean all)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint64));

  expect (f, 1, all, rows);
  g_assert_cmpmem (rows->data, rows->len * sizeof (guint64), f->shadow->data, f->shadow->len * sizeof (guint64));
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpuint (code_at (f->model, i), ==, g_array_index (rows, guint64, i));
}

static void
assert_places (Fixture *f)
{
  g_autoptr (GArray) line = chain (f, 1);
  gboolean passed = FALSE;

  for (guint i = 0; i < line->len; i++)
    {
      guint64        id = g_array_index (line, guint64, i);
      LtHistoryWhere where = id == f->place ? LT_HISTORY_HERE : passed ? LT_HISTORY_AHEAD : LT_HISTORY_DONE;

      g_assert_cmpint (lt_history_model_get_where (f->model, id), ==, where);
      passed = passed || id == f->place;
    }
  g_assert_true (passed);
  g_assert_cmpuint (code_at (f->model, lt_history_model_get_place (f->model)), ==, f->place * 2);
}

static void
random_step (Fixture *f, GRand *rng)
{
  int what = g_rand_int_range (rng, 0, 10);

  if (what < 5 && f->n < N_STEPS)
    push (f);
  else if (what < 8 && f->parent[f->place] != 0)
    jump (f, f->parent[f->place]);
  else if (what < 9 && f->visited[f->place] != 0)
    jump (f, f->visited[f->place]);
  else if (what == 9 && g_rand_int_range (rng, 0, 4) == 0)
    jump (f, 1 + (guint64) g_rand_int_range (rng, 0, (int) f->n));
}

static void
test_random (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x4157);

  for (int round = 0; round < 1500; round++)
    {
      random_step (f, rng);
      lt_history_model_update (f->model, f->history);
      assert_rows (f, FALSE);
      assert_places (f);
    }
}

/* Opens what is closed until nothing is. */
static void
open_all (Fixture *f)
{
  gboolean any;

  do
    {
      any = FALSE;
      lt_history_model_update (f->model, f->history);
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->model)); i++)
        {
          g_autoptr (LtHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (f->model), i);

          if (lt_history_item_get_n_steps (item) > 0 && !lt_history_item_get_is_open (item))
            {
              lt_history_model_toggle (f->model, lt_history_item_get_id (item));
              any = TRUE;
            }
        }
    }
  while (any);
}

/* Every step is there once, each branch counts what is in it, and steps of a branch are further in. */
static void
test_open (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x09e4);
  guint n_steps = 0, n_branches = 0;

  for (int round = 0; round < 400; round++)
    random_step (f, rng);
  open_all (f);
  assert_rows (f, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->model)); i++)
    {
      g_autoptr (LtHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (f->model), i);
      guint64 id = lt_history_item_get_id (item);

      if (lt_history_item_get_n_steps (item) == 0)
        {
          n_steps++;
          g_assert_cmpint (lt_history_item_get_depth (item) > 0, ==, lt_history_model_get_where (f->model, id) == LT_HISTORY_ASIDE);
          continue;
        }
      g_autoptr (GArray) ids = chain (f, id);
      n_branches++;
      g_assert_cmpuint (lt_history_item_get_n_steps (item), ==, count_below (f, id));
      g_assert_cmpuint (lt_history_item_get_last (item), ==, g_array_index (ids, guint64, ids->len - 1));
      g_assert_cmpuint (lt_history_item_get_left_for (item), ==, f->visited[f->parent[id]]);
    }
  g_assert_cmpuint (n_steps, ==, f->n);
  g_assert_cmpuint (n_branches, >, 10);

  lt_history_model_update (f->model, NULL);
  g_assert_cmpuint (f->shadow->len, ==, 0);
  g_assert_cmpuint (lt_history_model_get_place (f->model), ==, G_MAXUINT);
}

static void
count (LtHistoryModel *model, guint at, guint removed, guint added, guint *n)
{
  *n += removed + added;
}

/* A step at the end of many is one row more, and going back none at all. */
static void
test_little_is_told (Fixture *f, gconstpointer data)
{
  guint n = 0;

  for (guint i = 0; i < N_STEPS - 1; i++)
    push (f);
  lt_history_model_update (f->model, f->history);
  g_signal_connect (f->model, "items-changed", G_CALLBACK (count), &n);
  jump (f, N_STEPS / 2);
  lt_history_model_update (f->model, f->history);
  g_assert_cmpuint (n, ==, 0);
  jump (f, N_STEPS);
  push (f);
  lt_history_model_update (f->model, f->history);
  g_assert_cmpuint (n, ==, 1);
  assert_rows (f, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/history-model/random", Fixture, NULL, set_up, test_random, tear_down);
  g_test_add ("/history-model/open", Fixture, NULL, set_up, test_open, tear_down);
  g_test_add ("/history-model/little-is-told", Fixture, NULL, set_up, test_little_is_told, tear_down);
  return g_test_run ();
}
