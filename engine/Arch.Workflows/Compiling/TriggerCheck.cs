using System.Collections.Immutable;
using System.Globalization;
using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions.Triggers;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>
/// Checks what triggers say, and makes them. They are carried out by the host; a run started by hand needs none of them.
/// </summary>
internal sealed class TriggerCheck(DocumentScope document, NameScope names)
{
    /// <summary>Checks the triggers of a workflow.</summary>
    /// <returns>Those that can fire; of no use when errors were reported.</returns>
    public ImmutableArray<TriggerDefinition> Check(YamlNode? node, TypeShape inputs)
    {
        var triggers = ImmutableArray.CreateBuilder<TriggerDefinition>();
        foreach (var entry in (node as YamlMapping)?.Entries ?? [])
        {
            // A run in flight was started by its trigger long ago, and this machine may know fewer time zones.
            if (entry.Value is YamlMapping trigger && !document.Context.IsBroken(trigger) && !document.State.IsRestoring
                && Read(trigger, entry.Name, inputs) is { } read)
            {
                triggers.Add(read);
            }
        }

        return triggers.ToImmutable();
    }

    private TriggerDefinition? Read(YamlMapping trigger, string name, TypeShape inputs)
    {
        new TriggerTimes(document).Check(trigger, name);
        Settings(trigger, name);
        if (trigger.Find("data") is { } type)
        {
            _ = document.Types.Read(type.Value, "'data'");
        }

        TypedData? data = null;
        if (trigger.Find("inputs") is { } given)
        {
            data = document.Data.Compile(given.Value, names, allowsSecrets: false);

            // What is not given here has a default, or comes from whoever starts the run.
            var optional = inputs with
            {
                Members = inputs.Members.ToDictionary(
                    member => member.Key,
                    member => member.Value with { IsRequired = false },
                    StringComparer.Ordinal),
            };
            document.Arguments.CheckAll(data, optional, given.Key, $"the workflow of trigger '{name}'", "input");
        }

        return new TriggerReader(document, names).Read(trigger, name, data?.Template);
    }

    private void Settings(YamlMapping trigger, string name)
    {
        var with = document.Data.Compile(trigger.Find("with")?.Value, names, allowsSecrets: true);
        if (trigger.Find("uses") is not { } uses || Scalars.Text(uses.Value) is not { } reference
            || document.Context.IsBroken(uses.Value) || reference.StartsWith('.'))
        {
            return;
        }

        var (typeName, version) = TypeReference.Split(reference);
        if (document.State.Steps.FindTrigger(typeName, version) is { } type)
        {
            var wanted = ConnectionInputs.Needed(type.Settings, trigger.Find("connection")?.Value);
            document.Arguments.CheckAll(with, wanted, trigger.Find("with")?.Key ?? uses.Key, $"trigger type '{typeName}'", "setting");
            return;
        }

        var newest = document.State.Steps.FindTrigger(typeName, null);
        var closest = newest is null ? Suggestions.Closest(typeName, document.State.Steps.TriggerNames) : null;
        document.Context.Error(
            uses.Value,
            "ARCH2004",
            newest is null
                ? $"trigger '{name}' uses unknown trigger type '{typeName}'."
                : string.Create(CultureInfo.InvariantCulture, $"trigger '{name}' uses version {version} of trigger type '{typeName}', which no plugin offers."),
            newest is not null ? $"The newest is '{newest.Name}@{newest.Version.ToString(CultureInfo.InvariantCulture)}'."
                : closest is not null ? $"Did you mean '{closest}'?"
                : "Put the plugin that offers it into the plugin folder; 'arch plugins list' shows what is there.",
            newest is null ? null : string.Create(CultureInfo.InvariantCulture, $"{newest.Name}@{newest.Version}"));
    }
}
