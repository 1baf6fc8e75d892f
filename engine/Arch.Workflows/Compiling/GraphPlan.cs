using Arch.Expressions.Language;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>
/// The steps of a graph with their needs, checked: every need is a step of the graph, and there are no cycles.
/// </summary>
internal sealed class GraphPlan
{
    private readonly CheckContext _context;
    private readonly Dictionary<string, GraphMember> _byId = new(StringComparer.Ordinal);
    private readonly List<GraphMember> _inOrder = [];
    private readonly HashSet<GraphMember> _mayFail = [];
    private readonly Dictionary<GraphMember, bool> _mayBeSkipped = [];

    private GraphPlan(CheckContext context, List<GraphMember> members)
    {
        _context = context;
        Members = members;
        foreach (var member in members)
        {
            _byId.TryAdd(member.Id, member);
        }
    }

    /// <summary>Gets the steps in the order of the file.</summary>
    public IReadOnlyList<GraphMember> Members { get; }

    /// <summary>Gets the steps so that each stands behind those it needs.</summary>
    public IReadOnlyList<GraphMember> InOrder => _inOrder;

    public static GraphPlan Make(CheckContext context, StepIndex index, List<YamlMapping> steps)
    {
        var plan = new GraphPlan(context, [.. steps.Select(step => new GraphMember(step, StepNames.IdOf(step) ?? ""))]);
        foreach (var member in plan.Members)
        {
            plan.ReadNeeds(member, index);
        }

        var done = new HashSet<GraphMember>();
        foreach (var member in plan.Members)
        {
            plan.Visit(member, [], done);
        }

        return plan;
    }

    /// <summary>
    /// Gets whether another step goes on when this one failed, so that its failure does not fail the graph.
    /// </summary>
    public bool MayFail(GraphMember member) => _mayFail.Contains(member);

    /// <summary>Gets whether a step may be skipped by its own words or by its needs.</summary>
    public bool MayBeSkipped(GraphMember member)
    {
        if (!_mayBeSkipped.TryGetValue(member, out var may))
        {
            may = member.Step.Find("when") is not null
                || Scalars.Flag(member.Step.Find("disabled")?.Value)
                || member.Needs.Exists(MayBeUnmet);
            _mayBeSkipped.Add(member, may);
        }

        return may;
    }

    /// <summary>Gets whether a step may be skipped because of one of its needs.</summary>
    public bool MayBeUnmet(GraphEdge need) => need.Condition switch
    {
        NeedCondition.Failed => true,
        NeedCondition.Succeeded => MayFail(need.Target) || MayBeSkipped(need.Target),
        NeedCondition.SucceededOrSkipped => MayFail(need.Target),
        _ => false,
    };

    private void ReadNeeds(GraphMember member, StepIndex index)
    {
        var needs = member.Step.Find("needs")?.Value;
        if (needs is null || _context.IsBroken(needs))
        {
            return;
        }

        if (needs is YamlSequence list)
        {
            foreach (var item in list.Items.OfType<YamlScalar>())
            {
                AddNeed(member, item, NeedCondition.SucceededOrSkipped, index);
            }
        }
        else if (needs is YamlMapping map)
        {
            foreach (var entry in map.Entries)
            {
                AddNeed(member, entry.Key, Scalars.Text(entry.Value) switch
                {
                    "succeeded" => NeedCondition.Succeeded,
                    "failed" => NeedCondition.Failed,
                    _ => NeedCondition.Any,
                }, index);
            }
        }
    }

    private void AddNeed(GraphMember member, YamlScalar node, NeedCondition condition, StepIndex index)
    {
        if (_context.IsBroken(node))
        {
            return;
        }

        var target = _byId.GetValueOrDefault(node.Text);
        if (target is null && index.HasUnnamed && !index.ById.ContainsKey(node.Text))
        {
            return;
        }

        if (target is null)
        {
            var closest = Suggestions.Closest(node.Text, Members.Select(other => other.Id));
            _context.Error(
                node,
                "ARCH1005",
                index.ById.ContainsKey(node.Text)
                    ? $"step '{member.Id}' needs '{node.Text}', which is no step of the same graph."
                    : $"step '{member.Id}' needs '{node.Text}', but there is no such step.",
                closest is null ? null : $"Did you mean '{closest}'?",
                closest);
            return;
        }

        member.Needs.Add(new(target, condition, node));
        if (condition is NeedCondition.Failed or NeedCondition.Any)
        {
            _mayFail.Add(target);
        }
    }

    // Depth first; the depth is bounded by the number of steps that fit into a file.
    private void Visit(GraphMember member, List<GraphMember> path, HashSet<GraphMember> done)
    {
        if (done.Contains(member))
        {
            return;
        }

        path.Add(member);
        foreach (var need in member.Needs.ToList())
        {
            var start = path.IndexOf(need.Target);
            if (start >= 0)
            {
                var cycle = string.Join(" needs ", path.Skip(start).Append(need.Target).Select(one => $"'{one.Id}'"));
                _context.Error(
                    need.Node,
                    "ARCH1006",
                    $"The needs go round in a circle: {cycle}.",
                    "Take one of these needs away.");
                member.Needs.Remove(need);
            }
            else
            {
                Visit(need.Target, path, done);
            }
        }

        path.RemoveAt(path.Count - 1);
        done.Add(member);
        _inOrder.Add(member);
    }
}
