import type { Plugin } from 'vite';

type Graph = {
  readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null;
};

/** Whether an entry needs a module at once, itself and everything it imports included. */
function reach(entry: string): (id: string, graph: Graph) => boolean {
  const reached = new Set<string>();
  const visit = (id: string, graph: Graph): void => {
    if (reached.has(id)) return;
    reached.add(id);
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) visit(imported, graph);
  };
  return (id, graph) => {
    visit(entry, graph);
    return reached.has(id);
  };
}

/**
 * One file for each entry with everything that it needs at once, earlier entries first: many small files, shared with
 * screens that come later, would each cost the start a request.
 */
export function startChunks(entries: Readonly<Record<string, string>>) {
  return Object.entries(entries).map(([name, entry], index, list) => {
    const isNeeded = reach(entry);
    return {
      debugName: name,
      name: (id: string, graph: Graph) => (isNeeded(id, graph) ? name : null),
      priority: list.length - index,
    };
  });
}

/** Lets the page fetch, beside its first script, the modules that this script is known to ask for, the longest first. */
export function preloadModules(isAskedFor: (moduleId: string) => boolean): Plugin {
  return {
    name: 'preload-modules',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.values(bundle)
          .filter((file) => file.type === 'chunk')
          .filter(({ moduleIds }) => moduleIds.some(isAskedFor))
          .toSorted((a, b) => b.code.length - a.code.length)
          .map(({ fileName }) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `./${fileName}` },
            injectTo: 'head',
          })),
    },
  };
}
