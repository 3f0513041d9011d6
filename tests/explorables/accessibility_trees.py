"""What a screen reader is given: the platform's tree as Chromium builds it, as lines that a person can read."""

QUIET = {"none", "generic", "InlineTextBox", "LineBreak", "StaticText", "ListMarker", "emphasis", "strong", "mark"}
TOLD = ("disabled", "checked", "required", "invalid", "expanded", "live", "focusable")
NOT_TOLD = {("invalid", "false"), ("live", "off"), ("focusable", "true")}


def tree_of(page, selector):
    """Return the tree below an element: a line a node, with its role, name, value, description and states."""
    session = page.context.new_cdp_session(page)
    document = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    element = session.send("DOM.querySelector", {"nodeId": document, "selector": selector})["nodeId"]
    backend = session.send("DOM.describeNode", {"nodeId": element})["node"]["backendNodeId"]
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    (top,) = (node for node in nodes if node.get("backendDOMNodeId") == backend)
    return "\n".join(lines(top, by_id)) + "\n"


def text(node, key):
    return str(node.get(key, {}).get("value", "")).strip()


def lines(node, by_id, depth=0, inside=""):
    """Yield the lines of a node and of what is below it; text that its parent's name repeats is left out."""
    role, name = text(node, "role"), text(node, "name")
    hidden = node.get("ignored") or role in QUIET or role.startswith("MathML")
    if role == "StaticText" and name and name not in inside:
        yield "  " * depth + f'text "{name}"'
    if not hidden:
        yield "  " * depth + " ".join(filter(None, [role, name and f'"{name}"', *rest(node)]))
    for child in node.get("childIds", []):
        if child in by_id:
            yield from lines(by_id[child], by_id, depth if hidden else depth + 1, inside if hidden else name)


def rest(node):
    """Yield value, description and the states that differ from what one expects."""
    if value := text(node, "value"):
        yield f"= {value}"
    if description := text(node, "description"):
        yield f"({description})"
    for one in node.get("properties", []):
        state = one["name"], str(one["value"].get("value", "")).lower()
        if one["name"] in TOLD and state not in NOT_TOLD and state[1] not in ("false", ""):
            yield f"[{one['name']}]" if state[1] == "true" else f"[{one['name']}: {state[1]}]"
