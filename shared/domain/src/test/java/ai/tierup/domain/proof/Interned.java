package ai.tierup.domain.proof;

/** A value of which its {@link Interner} keeps one instance. Equal values are the same object, so identity is equality. */
final class Interned<T> {

    private final T value;

    Interned(T value) {
        this.value = value;
    }

    T value() {
        return value;
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
