using System.Collections;
using System.Globalization;
using System.Reflection;
using Arch.Engine.Core;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Tests.History;

/// <summary>
/// Compares two states field by field, whatever fields there are, so that a field which a snapshot forgets is found. What shares
/// a frame in one must share it in the other.
/// </summary>
internal sealed class StateComparison
{
    // Made when they are asked for, or at hand in case that they are, so they say nothing about the state.
    private static readonly HashSet<string> s_caches =
        ["RunState._variablesView", "RunState.Definitions", "Activation.Path", "StepResult._value", "Lane.Place", "Frame._view", "Frame._isShared"];

    private readonly Dictionary<object, object> _pairs = new(ReferenceEqualityComparer.Instance);

    /// <summary>Finds the first difference.</summary>
    /// <returns>Where and what it is; <see langword="null"/> when there is none.</returns>
    public static string? Difference(RunState left, RunState right) => new StateComparison().Compare("state", left, right);

    private string? Compare(string path, object? left, object? right)
    {
        if (left is null || right is null)
        {
            return left is null && right is null ? null : Tell(path, left, right);
        }

        if (left.GetType() != right.GetType() && !(left is IEnumerable && right is IEnumerable))
        {
            return Tell(path, left.GetType(), right.GetType());
        }

        if (left is Value or string or DateTimeOffset || left.GetType().IsPrimitive || left.GetType().IsEnum)
        {
            return left.Equals(right) ? null : Tell(path, left, right);
        }

        if (left is Block block)
        {
            return block.Steps.SequenceEqual(((Block)right).Steps) ? null : Tell(path, left, right);
        }

        if (left is WorkflowDefinition or StepNode)
        {
            return ReferenceEquals(left, right) ? null : Tell(path, left, right);
        }

        if (!left.GetType().IsValueType && left is Frame or Lane or Activation)
        {
            if (_pairs.TryGetValue(left, out var met))
            {
                return ReferenceEquals(met, right) ? null : $"{path}: what is one object in one state is two in the other";
            }

            _pairs.Add(left, right);
        }

        return left switch
        {
            IDictionary ours => CompareItems(path, Pairs(ours), Pairs((IDictionary)right)),
            HashSet<string> ours => CompareItems(path, ours.Order().ToList(), ((HashSet<string>)right).Order().ToList()),
            IEnumerable ours => CompareItems(path, ours, (IEnumerable)right),
            _ => CompareFields(path, left, right),
        };
    }

    private string? CompareFields(string path, object left, object right)
    {
        for (var type = left.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            {
                var name = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
                if (!s_caches.Contains($"{type.Name}.{name}")
                    && Compare($"{path}.{name}", field.GetValue(left), field.GetValue(right)) is { } difference)
                {
                    return difference;
                }
            }
        }

        return null;
    }

    private string? CompareItems(string path, IEnumerable left, IEnumerable right)
    {
        var (ours, theirs) = (left.Cast<object?>().ToList(), right.Cast<object?>().ToList());
        if (ours.Count != theirs.Count)
        {
            return Tell(path + ".Count", ours.Count, theirs.Count);
        }

        for (var i = 0; i < ours.Count; i++)
        {
            if (Compare(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), ours[i], theirs[i]) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static List<object?> Pairs(IDictionary dictionary)
    {
        var pairs = new List<object?>();
        var keys = dictionary.Keys.Cast<object>().ToList();
        foreach (var key in dictionary is Dictionary<int, Activation> or Dictionary<int, Lane> ? keys.Order().ToList() : keys)
        {
            pairs.Add(key);
            pairs.Add(dictionary[key]);
        }

        return pairs;
    }

    private static string Tell(string path, object? left, object? right) => $"{path}: {left ?? "null"} and {right ?? "null"}";
}
