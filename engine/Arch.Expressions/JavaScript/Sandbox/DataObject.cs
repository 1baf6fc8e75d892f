using Arch.Expressions.Values;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using JsTypes = Jint.Runtime.Types;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>
/// An object of the run's data as a script sees it. A member is converted when it is first read and is an ordinary
/// property from then on; a change stays in this object. A member may have any name: <c>__proto__</c> or <c>then</c> is
/// data like the rest.
/// </summary>
internal sealed class DataObject : ObjectInstance
{
    private const PropertyFlag ReadOnlyFlags =
        PropertyFlag.EnumerableSet | PropertyFlag.Enumerable | PropertyFlag.WritableSet | PropertyFlag.ConfigurableSet | PropertyFlag.Configurable;

    private readonly ValueObject _source;
    private readonly DataConverter _converter;
    private HashSet<string>? _removed;
    private bool _isTouched;

    public DataObject(Engine engine, ValueObject source, DataConverter converter)
        : base(engine)
    {
        Prototype = engine.Intrinsics.Object.PrototypeObject;
        _source = source;
        _converter = converter;
    }

    /// <summary>Gets the data unchanged when no member that could be changed was read and none was set.</summary>
    public ValueObject? Untouched => _isTouched ? null : _source;

    /// <summary>Gets a member that the script never read, without converting it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The member.</param>
    /// <returns>Whether the member is still as it was given.</returns>
    public bool TryGetUnread(string name, out Value value)
    {
        value = default;
        return base.GetOwnProperty(name) == PropertyDescriptor.Undefined && TryGetSource(name, out value);
    }

    public override PropertyDescriptor GetOwnProperty(JsValue property)
    {
        var own = base.GetOwnProperty(property);
        if (own != PropertyDescriptor.Undefined || !TryGetSource(property, out var value))
        {
            return own;
        }

        var flags = _converter.IsReadOnly ? ReadOnlyFlags : PropertyFlag.ConfigurableEnumerableWritable;
        var descriptor = new PropertyDescriptor(_converter.ToScript(value), flags);
        _isTouched |= !_converter.IsReadOnly || value.Kind is ValueKind.Array or ValueKind.Object;
        base.SetOwnProperty(property, descriptor);
        return descriptor;
    }

    protected override OwnPropertyProbe ProbeOwnProperty(JsValue property) =>
        TryGetSource(property, out _) && base.GetOwnProperty(property) == PropertyDescriptor.Undefined
            ? OwnPropertyProbe.Enumerable
            : base.ProbeOwnProperty(property);

    public override List<JsValue> GetOwnPropertyKeys(JsTypes types = JsTypes.Empty | JsTypes.String | JsTypes.Symbol)
    {
        var added = base.GetOwnPropertyKeys(types);
        if (!types.HasFlag(JsTypes.String))
        {
            return added;
        }

        var indices = new List<(uint Index, JsValue Key)>();
        var names = new List<JsValue>(_source.Count);
        foreach (var name in _source.Names)
        {
            if (_removed is null || !_removed.Contains(name))
            {
                Add(name, name);
            }
        }

        foreach (var key in added)
        {
            if (key.IsSymbol())
            {
                names.Add(key);
            }
            else if (key.ToString() is var name && !TryGetSource(name, out _))
            {
                Add(name, key);
            }
        }

        if (indices.Count == 0)
        {
            return names;
        }

        indices.Sort(static (left, right) => left.Index.CompareTo(right.Index));
        return [.. indices.Select(entry => entry.Key), .. names];

        void Add(string name, JsValue key)
        {
            if (PropertyName.IsIndex(name, out var index))
            {
                indices.Add((index, key));
            }
            else
            {
                names.Add(key);
            }
        }
    }

    public override IEnumerable<KeyValuePair<JsValue, PropertyDescriptor>> GetOwnProperties()
    {
        foreach (var key in GetOwnPropertyKeys())
        {
            yield return new(key, GetOwnProperty(key));
        }
    }

    public override bool Set(JsValue property, JsValue value, JsValue receiver) =>
        !_converter.IsReadOnly && base.Set(property, value, receiver);

    public override bool DefineOwnProperty(JsValue property, PropertyDescriptor desc) =>
        !_converter.IsReadOnly && base.DefineOwnProperty(property, desc);

    public override bool Delete(JsValue property) => !_converter.IsReadOnly && base.Delete(property);

    protected override void SetOwnProperty(JsValue property, PropertyDescriptor desc)
    {
        _isTouched = true;
        base.SetOwnProperty(property, desc);
    }

    public override void RemoveOwnProperty(JsValue property)
    {
        _isTouched = true;
        if (!property.IsSymbol())
        {
            (_removed ??= new(StringComparer.Ordinal)).Add(property.ToString());
        }

        base.RemoveOwnProperty(property);
    }

    private bool TryGetSource(JsValue property, out Value value)
    {
        value = default;
        return !property.IsSymbol() && TryGetSource(property.ToString(), out value);
    }

    private bool TryGetSource(string name, out Value value)
    {
        value = default;
        return (_removed is null || !_removed.Contains(name)) && _source.TryGetValue(name, out value);
    }
}
