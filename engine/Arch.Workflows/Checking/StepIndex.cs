using System.Globalization;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Checking;

/// <summary>All steps of a document by id, wherever they stand.</summary>
internal sealed class StepIndex
{
    private readonly CheckContext _context;
    private readonly Dictionary<string, StepPosition> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<YamlNode, StepPosition> _byNode = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    public StepIndex(CheckContext context) => _context = context;

    public IReadOnlyDictionary<string, StepPosition> ById => _byId;

    /// <summary>Gets whether there is a step whose id cannot be read, so that any name may be its.</summary>
    public bool HasUnnamed { get; private set; }

    /// <summary>Gets all steps by their nodes.</summary>
    public IReadOnlyDictionary<YamlNode, StepPosition> ByNode => _byNode;

    public StepPosition? Find(YamlNode step) => _byNode.GetValueOrDefault(step);

    /// <summary>Adds a list of steps and everything in them; reports ids that stand twice.</summary>
    public void Add(YamlNode? steps, StepPosition? parent, string region)
    {
        if (steps is not YamlSequence list)
        {
            return;
        }

        foreach (var item in list.Items)
        {
            if (item is YamlMapping step)
            {
                Add(step, parent, region);
            }
            else
            {
                HasUnnamed = true;
            }
        }
    }

    private void Add(YamlMapping step, StepPosition? parent, string region)
    {
        var verb = VerbChoice.Find(step, StepGrammar.Steps)?.Name ?? "";
        var id = StepNames.IdOf(step);
        var position = new StepPosition(id ?? "", verb, parent, region);
        _byNode[step] = position;
        parent?.Children.Add(position);
        HasUnnamed |= id is null;
        if (id is not null && !_byId.TryAdd(id, position))
        {
            _context.Error(
                step.Find("id")!.Value,
                "ARCH1003",
                $"The id '{id}' is used by two steps; the first is on line {_lines[id].ToString(CultureInfo.InvariantCulture)}.",
                "Give one of them another id; ids are unique in the whole document.");
        }
        else if (id is not null)
        {
            _lines[id] = _context.PlaceOf(step).Line;
        }

        // A step whose verb cannot be told may still contain steps that others refer to.
        foreach (var entry in step.Entries)
        {
            AddPart(entry, position);
        }
    }

    private void AddPart(YamlEntry entry, StepPosition position)
    {
        switch (entry.Name)
        {
            case "group" or "then" or "else" or "default" or "do" or "graph" or "try" or "finally" or "compensate":
                Add(entry.Value, position, entry.Name);
                break;
            case "cases" or "parallel" when entry.Value is YamlMapping parts:
                foreach (var part in parts.Entries)
                {
                    Add(part.Value, position, part.Name);
                }

                break;
            case "elif" or "catch" when entry.Value is YamlSequence parts:
                for (var i = 0; i < parts.Items.Length; i++)
                {
                    var steps = (parts.Items[i] as YamlMapping)?.Find(entry.Name == "elif" ? "then" : "do")?.Value;
                    Add(steps, position, string.Create(CultureInfo.InvariantCulture, $"{entry.Name} {i}"));
                }

                break;
            default:
                break;
        }
    }
}
