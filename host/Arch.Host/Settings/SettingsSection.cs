using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Reading;

namespace Arch.Host.Settings;

/// <summary>A mapping of <c>arch.yaml</c> whose keys are taken one by one; what is wrong is told with its place.</summary>
internal sealed class SettingsSection(ValueObject mapping, string path, YamlContent content, ICollection<string> problems)
{
    private readonly Value _value = Value.From(mapping);

    /// <summary>Gets the names of the keys that are there.</summary>
    public IEnumerable<string> Names => mapping.Names;

    /// <summary>Gets the section as it stands in messages: <c>plugins.allow[0]</c>.</summary>
    private string Shown => path.Replace('/', '.');

    /// <summary>Reports every key that is not among the known ones.</summary>
    public void Allow(params IReadOnlyList<string> known)
    {
        foreach (var name in mapping.Names.Where(name => !known.Contains(name)))
        {
            var closest = Suggestions.Closest(name, known);
            Report(
                name,
                "ARCH6002",
                $"'{name}' is no setting.",
                closest is null ? $"The keys here are {string.Join(", ", known.Select(key => $"'{key}'"))}." : $"Did you mean '{closest}'?");
        }
    }

    public bool Has(string key) => !_value[key].IsNullish;

    public Value this[string key] => _value[key];

    /// <summary>Gets a text; <see langword="null"/> when the key is not there or, which is told, is no text.</summary>
    public string? Text(string key)
    {
        if (!Has(key))
        {
            return null;
        }

        return _value[key].TryGetString(out var text) && text.Length > 0 ? text : Wrong<string>(key, "a text");
    }

    /// <summary>Gets a text or a list of texts; <see langword="null"/> when the key is not there or, which is told, is neither.</summary>
    public IReadOnlyList<string>? Texts(string key)
    {
        if (!Has(key))
        {
            return null;
        }

        if (_value[key].TryGetString(out var text))
        {
            return [text];
        }

        return _value[key].TryGetArray(out var items) && items.All(item => item.TryGetString(out _))
            ? [.. items.Select(item => item.ToString())]
            : Wrong<IReadOnlyList<string>>(key, "a text or a list of texts");
    }

    /// <summary>Gets a mapping; <see langword="null"/> when the key is not there or, which is told, is none.</summary>
    public SettingsSection? Section(string key)
    {
        if (!Has(key))
        {
            return null;
        }

        return _value[key].TryGetObject(out var inner)
            ? new SettingsSection(inner, Join(key), content, problems)
            : Wrong<SettingsSection>(key, "a mapping");
    }

    /// <summary>Gets the mappings of a list; those elements that are texts become mappings of one key.</summary>
    public IEnumerable<SettingsSection> Items(string key, string shortKey)
    {
        if (!Has(key))
        {
            yield break;
        }

        if (!_value[key].TryGetArray(out var items))
        {
            Wrong<object>(key, "a list");
            yield break;
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].TryGetObject(out var inner))
            {
                yield return new SettingsSection(inner, $"{Join(key)}/{i}", content, problems);
            }
            else if (items[i].TryGetString(out _))
            {
                yield return new SettingsSection(ValueObject.Of((shortKey, items[i])), $"{Join(key)}/{i}", content, problems);
            }
            else
            {
                Report(key, "ARCH6003", $"'{Shown}.{key}[{i}]' must be a mapping or a text, but is {items[i]}.", null);
            }
        }
    }

    public void Report(string key, string code, string message, string? remedy) =>
        problems.Add(new Diagnostic(code, DiagnosticSeverity.Error, Place(key), message, remedy).ToString());

    public T? Wrong<T>(string key, string wanted)
        where T : class
    {
        Report(key, "ARCH6003", $"'{(path.Length == 0 ? "" : Shown + ".")}{key}' must be {wanted}, but is {_value[key]}.", null);
        return null;
    }

    private SourcePlace Place(string key) => content.PlaceOf(Join(key)) is { Line: > 0 } place ? place : content.PlaceOf(path);

    private string Join(string key) => path.Length == 0 ? key : $"{path}/{key}";
}
