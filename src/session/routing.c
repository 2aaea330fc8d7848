// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who feeds whom: the strips of a session as a directed graph.
// Layer: session.

#include "session/routing.h"

typedef struct
{
  GHashTable *index; /* strip id → index + 1 */
  GArray     *routes;
  guint      *first; /* first[i] … first[i + 1]: the routes out of strip i */
  guint       n;
} Graph;

static void
graph_clear (Graph *graph)
{
  g_clear_pointer (&graph->index, g_hash_table_unref);
  g_clear_pointer (&graph->routes, g_array_unref);
  g_clear_pointer (&graph->first, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Graph, graph_clear)

static int
graph_index (const Graph *graph, LtId id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (graph->index, &id)) - 1;
}

static void
add_route (Graph *graph, LtRouteKind kind, int from, int to, LtId id)
{
  LtRoute route = { kind, (guint) from, (guint) to, id };

  if (from >= 0 && to >= 0)
    g_array_append_val (graph->routes, route);
}

/* Of the strip that a side-chain listens to; −1: there is none. */
static int
key_index (const Graph *graph, const LtSession *session, LtId key_id)
{
  int            at = graph_index (graph, key_id);
  const LtStrip *strip = at < 0 ? lt_session_find_key (session, key_id, NULL) : NULL;

  return strip != NULL ? graph_index (graph, strip->id) : at;
}

static void
add_strip_routes (Graph *graph, const LtSession *session, const LtStrip *strip, int at)
{
  if (strip->kind == LT_STRIP_VCA)
    return; /* nothing sounds through it */
  if (strip->kind == LT_STRIP_MIX)
    add_route (graph, LT_ROUTE_OUTPUT, at, graph_index (graph, session->master->id), strip->id);
  else if (strip->kind != LT_STRIP_MASTER)
    add_route (graph, LT_ROUTE_OUTPUT, at,
               graph_index (graph, strip->output_id != 0 ? strip->output_id : session->mix->id),
               strip->id);

  for (guint i = 0; i < strip->sends->len; i++)
    {
      const LtSend *send = strip->sends->pdata[i];

      add_route (graph, LT_ROUTE_SEND, at, graph_index (graph, send->to_id), send->id);
    }

  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *slot = strip->slots->pdata[i];

      if (slot->key_id != 0)
        add_route (graph, LT_ROUTE_KEY, key_index (graph, session, slot->key_id), at, slot->id);
    }
}

/* A counting sort: stable, so the order of the session stays within each strip. */
static void
group_routes (Graph *graph)
{
  g_autoptr (GArray) sorted
      = g_array_sized_new (FALSE, FALSE, sizeof (LtRoute), graph->routes->len);
  g_autofree guint *next = g_new0 (guint, graph->n + 1);

  graph->first = g_new0 (guint, graph->n + 2);
  for (guint i = 0; i < graph->routes->len; i++)
    graph->first[g_array_index (graph->routes, LtRoute, i).from + 1]++;
  for (guint i = 0; i < graph->n; i++)
    graph->first[i + 1] += graph->first[i];
  memcpy (next, graph->first, (graph->n + 1) * sizeof *next);

  g_array_set_size (sorted, graph->routes->len);
  for (guint i = 0; i < graph->routes->len; i++)
    {
      LtRoute route = g_array_index (graph->routes, LtRoute, i);

      g_array_index (sorted, LtRoute, next[route.from]++) = route;
    }
  g_array_unref (graph->routes);
  graph->routes = g_steal_pointer (&sorted);
}

static Graph
graph_build (const LtSession *session)
{
  Graph graph = {
    .index = g_hash_table_new (g_int64_hash, g_int64_equal),
    .routes = g_array_new (FALSE, FALSE, sizeof (LtRoute)),
    .n = lt_session_n_strips (session),
  };

  for (guint i = 0; i < graph.n; i++)
    g_hash_table_insert (graph.index, (gpointer) &lt_session_get_strip (session, i)->id,
                         GINT_TO_POINTER ((int) i + 1));
  for (guint i = 0; i < graph.n; i++)
    add_strip_routes (&graph, session, lt_session_get_strip (session, i), (int) i);
  group_routes (&graph);
  return graph;
}

bool
lt_routing_reaches (const LtSession *session, LtId from, LtId to)
{
  g_auto (Graph) graph = graph_build (session);
  g_autoptr (GArray) todo = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree bool *seen = g_new0 (bool, graph.n + 1);
  int              start = graph_index (&graph, from);
  int              goal = graph_index (&graph, to);

  if (start < 0 || goal < 0)
    return false;

  g_array_append_val (todo, start);
  while (todo->len > 0)
    {
      guint at = g_array_index (todo, guint, todo->len - 1);

      g_array_set_size (todo, todo->len - 1);
      if (at == (guint) goal)
        return true;
      if (seen[at])
        continue;
      seen[at] = true;
      for (guint i = graph.first[at]; i < graph.first[at + 1]; i++)
        g_array_append_val (todo, g_array_index (graph.routes, LtRoute, i).to);
    }
  return false;
}

/* "A → B → C", from what stands before each. */
static char *
dup_names (const LtSession *session, const guint *before, guint start, guint at)
{
  GString *names = g_string_new (lt_session_get_strip (session, at)->name);

  while (at != start)
    {
      at = before[at];
      g_string_prepend (names, " → ");
      g_string_prepend (names, lt_session_get_strip (session, at)->name);
    }
  return g_string_free (names, FALSE);
}

char *
lt_routing_dup_way (const LtSession *session, LtId from, LtId to)
{
  g_auto (Graph) graph = graph_build (session);
  g_autoptr (GArray) todo = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *before = g_new (guint, graph.n + 1);
  int               start = graph_index (&graph, from);
  int               goal = graph_index (&graph, to);

  if (start < 0 || goal < 0)
    return NULL;

  for (guint i = 0; i <= graph.n; i++)
    before[i] = graph.n; /* nobody */
  before[start] = (guint) start;
  g_array_append_val (todo, start);
  for (guint done = 0; done < todo->len; done++)
    {
      guint at = g_array_index (todo, guint, done);

      if (at == (guint) goal)
        return dup_names (session, before, (guint) start, at);
      for (guint i = graph.first[at]; i < graph.first[at + 1]; i++)
        {
          guint next = g_array_index (graph.routes, LtRoute, i).to;

          if (before[next] != graph.n)
            continue;
          before[next] = at;
          g_array_append_val (todo, next);
        }
    }
  return NULL;
}

char *
lt_routing_dup_loop (const LtSession *session, LtId from, LtId to)
{
  const LtStrip   *strip = lt_session_find_strip (session, from);
  g_autofree char *back = lt_routing_dup_way (session, to, from);

  return back != NULL ? g_strdup_printf ("%s → %s", strip->name, back) : NULL;
}

/* Everything comes to the mix and the mix to the master, so whatever else they feed comes back. */
static bool
is_backwards (const Graph *graph, LtRoute route)
{
  guint mix = graph->n - 2;
  guint master = graph->n - 1;

  return route.from == master || (route.from == mix && route.to != master)
         || route.from == route.to;
}

/* Depth first: a route into a strip that is still on the path closes a loop. What is backwards has
   been found already; without it no loop goes through an output that cannot be changed. */
static void
walk (const Graph *graph, guint start, uint8_t *colour, guint *next, GArray *loops)
{
  enum
  {
    WHITE,
    ON_PATH,
    DONE
  };
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));

  if (colour[start] != WHITE)
    return;
  colour[start] = ON_PATH;
  g_array_append_val (path, start);

  while (path->len > 0)
    {
      guint at = g_array_index (path, guint, path->len - 1);

      if (next[at] == graph->first[at + 1])
        {
          colour[at] = DONE;
          g_array_set_size (path, path->len - 1);
          continue;
        }

      LtRoute route = g_array_index (graph->routes, LtRoute, next[at]++);

      if (is_backwards (graph, route))
        continue;
      if (colour[route.to] == ON_PATH)
        g_array_append_val (loops, route);
      else if (colour[route.to] == WHITE)
        {
          colour[route.to] = ON_PATH;
          g_array_append_val (path, route.to);
        }
    }
}

GArray *
lt_routing_find_loops (const LtSession *session)
{
  g_auto (Graph) graph = graph_build (session);
  GArray             *loops = g_array_new (FALSE, FALSE, sizeof (LtRoute));
  g_autofree uint8_t *colour = g_new0 (uint8_t, graph.n + 1);
  g_autofree guint   *next = g_new0 (guint, graph.n + 1);

  memcpy (next, graph.first, (graph.n + 1) * sizeof *next);

  for (guint i = 0; i < graph.routes->len; i++)
    {
      LtRoute route = g_array_index (graph.routes, LtRoute, i);

      if (is_backwards (&graph, route))
        g_array_append_val (loops, route);
    }
  for (guint i = 0; i < graph.n; i++)
    walk (&graph, i, colour, next, loops);
  return loops;
}
