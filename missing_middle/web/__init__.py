"""The page's code: ES modules, one concern each, and the few lines of Python that join and run them.

``explorable.js`` and ``laboratory.js`` draw widgets, ``views/`` has a file for each kind of chart, ``page.js`` is what
every page of the site runs, ``quiz.js``, ``inventory.js``, ``progress.js`` and ``search.js`` what some do, ``host.js``
shows widgets without a kernel, and ``tools.js`` comes after a click. All words are in ``catalogue/``, all that is kept
in the browser goes through ``store.js``.
"""
