using System.Collections.Immutable;
using Arch.Expressions.Language;
using Arch.Expressions.Templates;
using Arch.Expressions.Types;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes the steps that contain no steps.</summary>
internal sealed class LeafCompiler(DocumentScope document)
{
    private static readonly TypeShape NoOutputs = TypeShape.ObjectOf(new Dictionary<string, ShapeMember>());

    private readonly UsesCompiler _uses = new(document);
    private readonly CallCompiler _calls = new(document);
    private readonly WaitCompiler _waits = new(document);
    private readonly HumanCompiler _humans = new(document);
    private readonly AgentStepCompiler _agents = new(document);
    private readonly LaterSteps _later = new(document);

    public VerbResult Compile(StepSite site, string verb) => verb switch
    {
        "uses" => _uses.Compile(site),
        "script" => Script(site),
        "set" => Set(site),
        "call" => _calls.Compile(site),
        "emit" => Emit(site),
        "return" => Return(site),
        "fail" => Fail(site),
        "wait" => _waits.Compile(site),
        "human" => _humans.Compile(site),
        "agent" => _agents.Compile(site),
        _ => _later.Check(site),
    };

    /// <summary>Gives the type of a step's outputs: what the step declares, or what is known otherwise.</summary>
    public static TypeShape Declared(DocumentScope document, StepSite site, TypeShape otherwise) =>
        document.Types.Object(site.Value("outputs"), "an output of a step") ?? otherwise;

    private VerbResult Script(StepSite site)
    {
        var with = document.Data.Compile(site.Value("with"), site.Names, allowsSecrets: true);
        var names = with.Members.Select(member => member.Key.Name).ToList();
        var script = document.Expressions.Script(site.Value("script")!, names);
        var arguments = with.Members.ToDictionary(member => member.Key.Name, member => member.Value.Shape, StringComparer.Ordinal);

        // A run in flight must not end because a newer version tells more about a script.
        var result = document.State.IsRestoring ? TypeShape.Any : script?.Infer(arguments) ?? TypeShape.Any;
        if (result.Kind is not (ShapeKind.Any or ShapeKind.Object or ShapeKind.Null))
        {
            document.Context.Error(
                site.Key("script"),
                "ARCH2110",
                $"A script must return an object, its outputs, but this one returns {Inputs.ShapeWords.Describe(result.Kind)}.",
                "Return an object such as { result: … }.");
        }

        var outputs = Declared(document, site, result.Kind == ShapeKind.Object ? result : TypeShape.AnyObject);
        var node = script?.Script is not { } compiled ? null : new ScriptNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            With = with.Template,
            Script = compiled,
        };
        return new(node, outputs, site.Flow);
    }

    private VerbResult Set(StepSite site)
    {
        var assignments = ImmutableArray.CreateBuilder<KeyValuePair<string, Template>>();
        if (site.Frame.Concurrent is { } concurrent)
        {
            document.Context.Error(
                site.Key("set"),
                "ARCH2113",
                $"step '{site.Id}' sets variables inside of '{concurrent}', where several ways run at the same time.",
                "Set them behind it, from the outputs of its steps.");
        }

        foreach (var (entry, value)
            in document.Data.Compile(site.Value("set"), site.Names, allowsSecrets: false).Members)
        {
            assignments.Add(new(entry.Name, value.Template));
            if (document.Variables.Members.TryGetValue(entry.Name, out var variable))
            {
                document.Arguments.Check(value, variable.Shape, $"the variable '{entry.Name}'");
            }
            else if (!document.Variables.IsOpen && !document.Context.IsBroken(entry.Key))
            {
                ReportUndeclared(entry);
            }
        }

        var node = new SetNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Assignments = assignments.ToImmutable(),
        };
        return new(node, NoOutputs, site.Flow);
    }

    private void ReportUndeclared(YamlEntry entry)
    {
        var closest = Suggestions.Closest(entry.Name, document.Variables.Members.Keys);
        document.Context.Diagnostics.Error(
            "ARCH2104",
            document.Context.Map.Place(entry.Key),
            $"The variable '{entry.Name}' is not declared.",
            closest is null ? $"Declare it: vars: {{{entry.Name}: {{type: …}}}}." : $"Did you mean '{closest}'?",
            closest);
    }

    private VerbResult Emit(StepSite site)
    {
        var subject = document.Data.Compile(site.Value("emit"), site.Names, allowsSecrets: false);
        var data = document.Data.Compile(site.Value("data"), site.Names, allowsSecrets: false);
        document.Arguments.Check(subject, TypeShape.String, "the subject of an event");
        SubjectCheck.Check(document, site.Value("emit")!, subject.Template, mayBePattern: false);
        var node = new EmitNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Subject = subject.Template,
            Data = data.Template,
        };
        return new(node, NoOutputs, site.Flow);
    }

    private VerbResult Return(StepSite site)
    {
        if (site.Frame.IsFinally || site.Frame.IsCompensation)
        {
            document.Context.Error(
                site.Key("return"),
                "ARCH1007",
                $"step '{site.Id}' returns from a '{(site.Frame.IsCompensation ? "compensate" : "finally")}', which only cleans up and cannot decide how the run ends.",
                "Return before it, from the steps or from 'catch'.");
        }

        var outputs = document.Data.Compile(site.Value("return"), site.Names, allowsSecrets: false);
        if (document.Outputs is { } declared)
        {
            document.Arguments.CheckAll(outputs, declared, site.Key("return"), document.Noun, "output");
        }

        var node = new ReturnNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Outputs = outputs.Template,
        };
        return new(node, NoOutputs, site.Flow.Ended());
    }

    private VerbResult Fail(StepSite site)
    {
        var parts = site.Value("fail") as YamlMapping;
        var code = Part("code", TypeShape.String);
        var message = Part("message", TypeShape.String);
        var node = new FailNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Code = code?.Template ?? Template.Of(Arch.Expressions.Values.Value.From("failed")),
            Message = message?.Template ?? Template.Of(Arch.Expressions.Values.Value.From("")),
            Details = Part("details", TypeShape.Any)?.Template,
        };
        return new(node, NoOutputs, site.Flow.Ended());

        TypedData? Part(string key, TypeShape shape)
        {
            if (parts?.Find(key) is not { } entry)
            {
                return null;
            }

            var data = document.Data.Compile(entry.Value, site.Names, allowsSecrets: false);
            document.Arguments.Check(data, shape, $"'{key}' of 'fail'");
            return data;
        }
    }
}
