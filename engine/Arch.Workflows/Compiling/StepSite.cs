using Arch.Workflows.Checking;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>A step that is being compiled.</summary>
/// <param name="Step">The step as written.</param>
/// <param name="Id">Its id.</param>
/// <param name="Index">Its place among the definition's steps.</param>
/// <param name="Slot">Its place in the scope.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Frame">What it has in common with its neighbours.</param>
/// <param name="Flow">What is known before it runs.</param>
/// <param name="Names">The names in scope, <c>steps</c> among them.</param>
internal sealed record StepSite(
    YamlMapping Step,
    string Id,
    int Index,
    int Slot,
    SourcePlace Place,
    Frame Frame,
    Flow Flow,
    NameScope Names)
{
    public int Scope => Frame.Scope.Index;

    public StepPosition? Position { get; init; }

    /// <summary>Gets the ids of the step and of all in it.</summary>
    public IEnumerable<string> Ids => Position?.IdsInside() ?? [Id];

    public YamlNode? Value(string key) => Step.Find(key)?.Value;

    /// <summary>Gets whether the arguments stand there under a wrong name, so that none is said to be missing.</summary>
    public bool HasMisspeltArguments => Value("with") is null
        && VerbChoice.Find(Step, StepGrammar.Steps) is { } verb
        && UnknownKeys.HasMisspelling(Step, "with", StepGrammar.Steps.KeysOf(verb));

    public YamlNode Key(string key) => Step.Find(key)?.Key ?? (YamlNode)Step;
}
