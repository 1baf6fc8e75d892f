using System.Globalization;
using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>
/// Checks what triggers say. They are carried out by the host; a run started by hand needs none of them.
/// </summary>
internal sealed class TriggerCheck(DocumentScope document, NameScope names)
{
    public void Check(YamlNode? node, TypeShape inputs)
    {
        foreach (var entry in (node as YamlMapping)?.Entries ?? [])
        {
            if (entry.Value is YamlMapping trigger && !document.Context.IsBroken(trigger))
            {
                Check(trigger, entry.Name, inputs);
            }
        }
    }

    private void Check(YamlMapping trigger, string name, TypeShape inputs)
    {
        // A run in flight was started by its trigger long ago, and this machine may know fewer time zones.
        if (!document.State.IsRestoring)
        {
            new TriggerTimes(document).Check(trigger, name);
        }

        if (trigger.Find("when") is { } when)
        {
            document.Expressions.Condition(when.Value, names);
        }

        Data(trigger.Find("auth")?.Value, allowsSecrets: true);
        Settings(trigger, name);
        Data((trigger.Find("dedupe")?.Value as YamlMapping)?.Find("key")?.Value, allowsSecrets: false);
        Data((trigger.Find("debounce")?.Value as YamlMapping)?.Find("key")?.Value, allowsSecrets: false);
        Type(trigger, "body");
        Type(trigger, "data");
        if (trigger.Find("inputs") is { } given)
        {
            var data = document.Data.Compile(given.Value, names, allowsSecrets: false);

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
    }

    private void Settings(YamlMapping trigger, string name)
    {
        var with = document.Data.Compile(trigger.Find("with")?.Value, names, allowsSecrets: true);
        if (trigger.Find("uses") is not { } uses || document.State.IsRestoring || Scalars.Text(uses.Value) is not { } reference
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

    private void Type(YamlMapping trigger, string key)
    {
        if (trigger.Find(key) is { } entry)
        {
            _ = document.Types.Read(entry.Value, $"'{key}'");
        }
    }

    private void Data(YamlNode? node, bool allowsSecrets)
    {
        if (node is not null)
        {
            _ = document.Data.Compile(node, names, allowsSecrets);
        }
    }
}
