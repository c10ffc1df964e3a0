export default () => <p>ahoy</p>;
