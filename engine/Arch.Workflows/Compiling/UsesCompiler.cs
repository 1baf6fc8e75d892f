using System.Globalization;
using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes the steps that use a step type, and hands those that use an action on.</summary>
internal sealed class UsesCompiler(DocumentScope document)
{
    public VerbResult Compile(StepSite site)
    {
        var uses = Scalars.Text(site.Value("uses")) ?? "";
        if (document.Context.IsBroken(site.Value("uses")!))
        {
            _ = document.Data.Compile(site.Value("with"), site.Names, allowsSecrets: true);
            return new(null, TypeShape.Any, site.Flow);
        }

        if (site.Value("env") is { } env)
        {
            _ = document.Data.Compile(env, site.Names, allowsSecrets: true);
        }

        return uses.StartsWith('.') ? ActionCompiler.Compile(document, site, uses) : StepTypeOf(site, uses);
    }

    private VerbResult StepTypeOf(StepSite site, string uses)
    {
        var (name, version) = TypeReference.Split(uses);
        var type = document.State.Steps.Find(name, version);
        var with = document.Data.Compile(site.Value("with"), site.Names, allowsSecrets: true);
        if (type is not null && !document.State.IsRestoring)
        {
            document.Context.Insight?.StepTypes[site.Value("uses")!] = type;
            var key = site.Step.Find("with")?.Key ?? site.Key("uses");
            if (!site.HasMisspeltArguments)
            {
                var wanted = ConnectionInputs.Needed(type.Input, site.Value("connection"));
                document.Arguments.CheckAll(with, wanted, key, $"step type '{name}'", "input");
            }

            CheckRetry(site, type);
        }
        else if (type is null && !document.State.IsRestoring)
        {
            ReportUnknown(site, name, version);
        }

        var node = new UsesNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            StepType = name,
            Version = version,
            With = with.Template,
            Connection = Scalars.Text(site.Value("connection")),
        };

        // A run in flight must not end because a newer version of a plugin says something else about outputs.
        var output = document.State.IsRestoring ? null : type?.Output;
        return new(node, LeafCompiler.Declared(document, site, output ?? TypeShape.Any), site.Flow);
    }

    // What is tried again only when a condition holds has been thought about.
    private void CheckRetry(StepSite site, StepType type)
    {
        if (type.IsIdempotent == false
            && site.Value("retry") is YamlMapping retry
            && retry.Find("when") is null
            && Scalars.Integer(retry.Find("attempts")?.Value) != 1)
        {
            document.Context.Diagnostics.Warning(
                "ARCH2116",
                document.Context.Map.Place(site.Key("retry")),
                $"step '{site.Id}' is tried again when it fails, but a second attempt of '{type.Name}' has a further effect.",
                "Say with 'retry: {when: …}' after which errors nothing has happened yet, or take 'retry' away.");
        }
    }

    private void ReportUnknown(StepSite site, string name, int version)
    {
        var newest = document.State.Steps.Find(name, null);
        var closest = newest is null ? Suggestions.Closest(name, document.State.Steps.Names) : null;
        var message = newest is null
            ? $"step '{site.Id}' uses unknown step type '{name}'."
            : $"step '{site.Id}' uses version {version.ToString(CultureInfo.InvariantCulture)} of step type '{name}', which no plugin offers.";
        var remedy = newest is not null
            ? string.Create(CultureInfo.InvariantCulture, $"The newest is '{name}@{newest.Version}'.")
            : closest is not null ? $"Did you mean '{closest}'?"
            : "Put the plugin that offers it into the plugin folder; 'arch plugins list' shows what is there.";
        var meant = newest ?? (closest is null ? null : document.State.Steps.Find(closest, null));
        document.Context.Error(
            site.Value("uses")!,
            "ARCH2004",
            message,
            remedy,
            meant is null ? null : string.Create(CultureInfo.InvariantCulture, $"{meant.Name}@{meant.Version}"));
    }
}
