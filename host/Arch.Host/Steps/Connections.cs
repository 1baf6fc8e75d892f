using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Host.Settings;
using Arch.Plugins;
using Arch.Sdk;

namespace Arch.Host.Steps;

/// <summary>
/// Puts what a connection gives into the inputs of a step or the settings of a trigger, right before it is called: neither the
/// addresses nor the secrets of a connection are ever part of a run's data.
/// </summary>
internal sealed class Connections(ArchSettings settings)
{
    private readonly Secrets _secrets = new(settings.SecretFolder);

    /// <summary>Gives the inputs with those of the connection.</summary>
    /// <param name="name">The connection; <see langword="null"/> gives the inputs as they are.</param>
    /// <param name="type">The step or trigger type.</param>
    /// <param name="shape">What it declares.</param>
    /// <param name="plugin">The plugin that gets the inputs.</param>
    /// <param name="given">The inputs that the workflow gave, an object.</param>
    /// <exception cref="StepException">ARCH4301 to ARCH4305.</exception>
    public Value Apply(string? name, string type, TypeShape shape, PluginOrigin plugin, Value given)
    {
        if (name is null)
        {
            return given;
        }

        var connection = Find(name, type);
        if (!connection.With.TryGetObject(out var members))
        {
            return given;
        }

        var inputs = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        given.TryGetObject(out var own);
        foreach (var (key, value) in own ?? ValueObject.Empty)
        {
            inputs[key] = value;
        }

        foreach (var (key, value) in members)
        {
            Check(name, type, shape, key, inputs);
            CheckNeeds(name, key, shape.Members[key].ConnectionNeeds, connection);
            inputs[key] = Reveal(value, name, plugin);
        }

        return Value.From(ValueObject.Of(inputs));
    }

    private ConnectionSettings Find(string name, string type)
    {
        if (!settings.Connections.TryGetValue(name, out var connection))
        {
            var closest = Suggestions.Closest(name, settings.Connections.Keys);
            throw new StepException(
                "ARCH4301",
                $"There is no connection '{name}'. {(closest is null ? "Add it to 'connections' in the settings." : $"Did you mean '{closest}'?")}");
        }

        return connection.IsFor(type)
            ? connection
            : throw new StepException(
                "ARCH4302",
                $"The connection '{name}' is not for '{type}', but for {string.Join(", ", connection.For.Select(pattern => $"'{pattern}'"))}. "
                    + "Whoever runs this host says in 'connections' what each is for.");
    }

    private static void Check(string name, string type, TypeShape shape, string key, OrderedDictionary<string, Value> inputs)
    {
        var may = shape.Members.Where(member => member.Value.IsConnection).Select(member => member.Key).ToList();
        if (!may.Contains(key))
        {
            throw new StepException(
                "ARCH4303",
                $"The connection '{name}' gives '{key}', which '{type}' does not take from a connection. "
                    + (may.Count == 0 ? "It takes nothing." : $"It takes {string.Join(", ", may.Select(input => $"'{input}'"))}."));
        }

        if (inputs.ContainsKey(key))
        {
            throw new StepException(
                "ARCH4304",
                $"The input '{key}' is given by the connection '{name}' and by the workflow. Take it out of 'with': "
                    + "who could change one part of a connection could send its secrets elsewhere.");
        }
    }

    private static void CheckNeeds(string name, string key, string? needed, ConnectionSettings connection)
    {
        if (needed is not null && connection.With[needed].IsNullish)
        {
            throw new StepException(
                "ARCH4307",
                $"The connection '{name}' gives '{key}' without '{needed}': a workflow could have it sent anywhere. Add '{needed}' to the connection.");
        }
    }

    private Value Reveal(Value value, string connection, PluginOrigin plugin)
    {
        if (value.TryGetArray(out var items))
        {
            return Value.From(ValueArray.Of([.. items.Select(item => Reveal(item, connection, plugin))]));
        }

        if (!value.TryGetObject(out var members))
        {
            return value;
        }

        if (members.Count == 1 && value["secret"].TryGetString(out var secret))
        {
            return plugin.Permissions.Secrets
                ? Value.From(_secrets.Find(secret, connection))
                : throw new StepException(
                    "ARCH4305",
                    $"The connection '{connection}' gives a secret, but the plugin '{plugin.Id}' does not ask for secrets in its manifest.");
        }

        var revealed = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (key, member) in members)
        {
            revealed[key] = Reveal(member, connection, plugin);
        }

        return Value.From(ValueObject.Of(revealed));
    }
}
