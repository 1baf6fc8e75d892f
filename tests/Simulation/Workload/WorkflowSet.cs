using Arch.Engine.Ports;
using Arch.Expressions.JavaScript;
using Arch.Expressions.Types;
using Arch.Sdk;
using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;
using Arch.Workflows.Definitions;
using Simulation.Kernel;
using Simulation.Oracle;
using static System.FormattableString;

namespace Simulation.Workload;

/// <summary>The workflows of one simulation, compiled.</summary>
internal sealed class WorkflowSet : IStepCatalog, IWorkflowCatalog, IActionFiles, IDefinitionSource
{
    private static readonly StepType s_step = new()
    {
        Name = "sim.do",
        PluginId = "sim",
        Input = TypeShape.AnyObject,
        Output = TypeShape.AnyObject,
    };

    private readonly Dictionary<string, SourceText> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkflowDefinition> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkflowDefinition> _byText = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BookVersion> _versions;
    private readonly SourceText _action;

    public WorkflowSet(Rng random, bool moves)
    {
        var writer = new WorkflowWriter(random);
        var compiler = new WorkflowCompiler(new JavaScriptLanguage(), this, this, this);
        _action = new SourceText("act.yaml", writer.Action());
        var count = random.Between(1, 4);
        for (var i = 0; i < count; i++)
        {
            // Of some there are two versions side by side: runs began with one when the other became the newest.
            for (var versions = random.Chance(0.2) ? 2 : 1; versions > 0; versions--)
            {
                Add(compiler, new SourceText(Invariant($"w{i}.yaml"), writer.Workflow(i)));
            }
        }

        All = [.. _byText.Values];
        if (moves)
        {
            AddVersions(compiler, random);
        }

        _versions = _byText.Values.Select(definition => new BookVersion(definition)).ToDictionary(version => version.Definition.Id.Value, StringComparer.Ordinal);
    }

    /// <summary>Gets those that runs begin with.</summary>
    public IReadOnlyList<WorkflowDefinition> All { get; }

    /// <summary>Gets the texts, for those who read a history.</summary>
    public IEnumerable<string> Texts => [_action.Text, .. _byText.Keys];

    IReadOnlyCollection<string> IStepCatalog.Names => [s_step.Name];

    IReadOnlyCollection<string> IWorkflowCatalog.Names => _texts.Keys;

    StepType? IStepCatalog.Find(string name, int? version) => name == s_step.Name ? s_step : null;

    SourceText? IWorkflowCatalog.Find(string fullName) => _texts.GetValueOrDefault(fullName);

    ActionFile IActionFiles.Read(string workflowFile, string path) =>
        path.StartsWith("act", StringComparison.Ordinal) ? new ActionFile(_action) : ActionFile.Missing;

    public WorkflowDefinition Resolve(string fullName, string? version) => _definitions.GetValueOrDefault(fullName)
        ?? throw new ArchException("SIM0002", $"There is no workflow '{fullName}'.");

    /// <summary>Gives the definition again; it is not compiled once more, which takes longer than the rest of a simulation.</summary>
    public WorkflowDefinition Restore(IReadOnlyList<SourceText> sources) => _byText[sources[0].Text];

    public BookVersion Version(string definition) => _versions[definition];

    /// <summary>Lists all versions of a workflow: those that runs begin with, and those to which runs can only be moved.</summary>
    public IReadOnlyList<WorkflowDefinition> VersionsOf(string fullName) => [.. _byText.Values.Where(definition => definition.FullName == fullName)];

    private void AddVersions(WorkflowCompiler compiler, Rng random)
    {
        var writer = new VersionWriter(random);
        foreach (var definition in All)
        {
            var text = definition.Sources[0];
            Keep(compiler, text with { Text = writer.Same(text.Text) });
            for (var tries = random.Between(1, 4); tries > 0; tries--)
            {
                // A further one may come of it, as versions do.
                var other = text with { Text = writer.Other(text.Text) };
                text = Keep(compiler, other) && random.Chance(0.5) ? other : text;
            }
        }
    }

    private bool Keep(WorkflowCompiler compiler, SourceText text)
    {
        var definition = compiler.Compile(text).Definition;
        if (definition is not null)
        {
            _byText[text.Text] = definition;
        }

        return definition is not null;
    }

    private void Add(WorkflowCompiler compiler, SourceText text)
    {
        var compilation = compiler.Compile(text);
        var definition = compilation.Definition ?? throw new InvalidOperationException(
            $"{string.Join('\n', compilation.Diagnostics.Concat(compilation.NotExecutable))}\n{text.Text}\n{_action.Text}");
        _texts[definition.FullName] = text;
        _definitions[definition.FullName] = definition;
        _byText[text.Text] = definition;
    }
}
